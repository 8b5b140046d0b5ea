using System.Numerics;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.9.6 and 9.7.13: what the lanes of a warp do together. All 32 are there; those of a mask name the same mask.</summary>
internal static class WarpMeaning
{
    public const int Lanes = 32;

    public static readonly Dictionary<string, Action<Step[]>> Table = new()
    {
        ["shfl"] = Shuffle,                                                                ["vote"] = Vote,
        ["match"] = Match,                                                                 ["redux"] = Reduce,
        ["activemask"] = steps => Each(steps, (step, _) => step.Result = uint.MaxValue),   ["elect"] = Elect,
    };

    private static void Each(Step[] steps, Action<Step, int> one)
    {
        for (int lane = 0; lane < steps.Length; lane++) one(steps[lane], lane);
    }

    // The operand by its name in the form; forms without .sync have no mask.
    private static int Slot(Step s, string name) => s.Opcode.Form.Operands.ToList().FindIndex(operand => operand.Name == name);

    private static uint Mask(Step s) => Slot(s, "membermask") is >= 0 and int slot ? (uint)s.In(slot) : uint.MaxValue;

    private static IEnumerable<Step> Members(Step[] steps, Step s) => steps.Where((_, lane) => (Mask(s) >> lane & 1) != 0);

    private static void Shuffle(Step[] steps) => Each(steps, (s, lane) =>
    {
        int b = (int)(s.In(2) & 31), limit = (int)(s.In(3) & 31), segment = (int)(s.In(3) >> 8 & 31);
        int most = lane & segment | limit & ~segment & 31, least = lane & segment;
        (int source, bool holds) = s.Opcode.Get("up|down|bfly|idx") switch
        {
            "up"   => (lane - b, lane - b >= most),
            "down" => (lane + b, lane + b <= most),
            "bfly" => (lane ^ b, (lane ^ b) <= most),
            _      => (least | b & ~segment & 31, (least | b & ~segment & 31) <= most),
        };
        if (!holds) source = lane;
        s.Second = holds;
        // "If the source lane is not in the mask or has left, the result is undefined."
        s.IsUndefined = source is < 0 or >= Lanes || (Mask(s) >> source & 1) == 0;
        if (!s.IsUndefined) s.Result = steps[source].In(1);
    });

    private static void Vote(Step[] steps) => Each(steps, (s, _) =>
    {
        uint ballot = 0, mask = Mask(s);
        for (int lane = 0; lane < Lanes; lane++)
            if (steps[lane].In(1) != 0) ballot |= 1U << lane;
        ballot &= mask;
        s.Result = true switch
        {
            true when s.Has("ballot") => ballot,
            true when s.Has("all")    => ballot == mask ? 1UL : 0,
            true when s.Has("any")    => ballot != 0 ? 1UL : 0,
            _                         => ballot == mask || ballot == 0 ? 1UL : 0,
        };
    });

    private static void Match(Step[] steps) => Each(steps, (s, _) =>
    {
        uint equal = 0, mask = Mask(s);
        for (int lane = 0; lane < Lanes; lane++)
            if (steps[lane].In(1) == s.In(1)) equal |= 1U << lane;
        equal &= mask;
        s.Second = equal == mask;
        s.Result = s.Has("all") ? (s.Second ? mask : 0) : equal;
    });

    private static void Reduce(Step[] steps) => Each(steps, (s, _) =>
    {
        s.Result = (ulong)Members(steps, s).Select(member => member.Number(1)).Aggregate((a, b) => s.Opcode.Words.First(word => word is "add" or "min" or "max" or "and" or "or" or "xor") switch
        {
            "add" => a + b,
            "min" => Int128.Min(a, b),
            "max" => Int128.Max(a, b),
            "and" => a & b,
            "or"  => a | b,
            _     => a ^ b,
        });
    });

    // Which lane is elected is the device's choice, the same for the same mask; ours is the lowest.
    private static void Elect(Step[] steps) => Each(steps, (s, lane) =>
    {
        s.Result = (ulong)BitOperations.TrailingZeroCount(Mask(s));
        s.Second = (int)s.Result == lane;
    });
}
