// ../cuda.cu in C#: the same launches through a generated method. What it says and is asked is described in ../../harness/bench.h.
using System.Diagnostics;
using System.Globalization;
using CudaBridge;
using Launch;

const int Threads = 64, AtMost = 2000;
int blocks = int.Parse(args[^2]), launches = int.Parse(args[^1]);
using var cuda = new CudaContext();

Console.WriteLine(Invariant($"first {Seconds()}"));
Verify();
while (Console.ReadLine()?.Split(' ') is [var word, ..] line)
{
    if (word == "verify") Verify();
    else Console.WriteLine(Invariant($"time {Median(double.Parse(line[1], CultureInfo.InvariantCulture))}"));
}

void Work()
{
    for (int i = 0; i < launches; i++) LaunchKernels.nothing(blocks, Threads);
    cuda.Synchronize();
}

double Seconds()
{
    long start = Stopwatch.GetTimestamp();
    Work();
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}

double Median(double budget)
{
    List<double> times = new(AtMost);
    Work();
    for (double spent = 0; times.Count == 0 || (spent < budget && times.Count < AtMost); spent += times[^1]) times.Add(Seconds());
    times.Sort();
    return times[times.Count / 2];
}

// A launch allocates nothing once the stream has as many queue entries as it ever needs: the best of several rounds.
void Verify()
{
    long allocated = long.MaxValue;
    for (int round = 0; round < 10; round++)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) LaunchKernels.nothing(blocks, Threads);
        allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        cuda.Synchronize();
    }
    Console.WriteLine(allocated == 0 ? "ok" : $"wrong: 100 launches allocate {allocated} bytes");
}

static string Invariant(FormattableString text) => FormattableString.Invariant(text);
