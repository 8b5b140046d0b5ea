using System.Globalization;

namespace CudaBridge.Shim;

/// <summary>A PCI address; the documented forms are "domain:bus:device.function", "domain:bus:device" and "bus:device.function".</summary>
internal readonly record struct PciAddress(uint Domain, uint Bus, uint Device, uint Function)
{
    /// <exception cref="CudaException">InvalidValue: none of the forms.</exception>
    public static PciAddress Parse(string text)
    {
        string[] byDot = text.Split('.');
        string[] byColon = byDot[0].Split(':');
        Check.That(byDot.Length <= 2 && byColon.Length is 2 or 3 && (byColon.Length == 3 || byDot.Length == 2));
        uint domain = byColon.Length == 3 ? Hex(byColon[0]) : 0;
        return new PciAddress(domain, Hex(byColon[^2]), Hex(byColon[^1]), byDot.Length == 2 ? Hex(byDot[1]) : 0);
    }

    private static uint Hex(string digits)
    {
        Check.That(uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value));
        return value;
    }
}
