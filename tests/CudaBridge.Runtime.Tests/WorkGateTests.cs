namespace CudaBridge.Runtime.Tests;

public sealed class WorkGateTests
{
    [Fact]
    public void Nothing_is_inside_while_one_runs_alone_and_nothing_is_lost()
    {
        const int Threads = 4, Rounds = 200;
        WorkGate gate = new();
        long[] inside = new long[Threads], done = new long[Threads];
        bool stop = false;
        int seen = 0;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(i => new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                gate.Enter();
                Volatile.Write(ref inside[i], 1);
                gate.Enter(); // work within work passes
                done[i]++;
                gate.Leave();
                Volatile.Write(ref inside[i], 0);
                gate.Leave();
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        for (int round = 0; round < Rounds; round++)
            gate.RunAlone(() =>
            {
                long before = done.Sum();
                Thread.SpinWait(1000);
                if (inside.Any(word => Volatile.Read(ref word) != 0) || done.Sum() != before) seen++;
            });
        Volatile.Write(ref stop, true);
        foreach (Thread thread in threads) thread.Join();
        seen.Should().Be(0);
        done.Should().OnlyContain(count => count > 0);
    }

    [Fact]
    public void It_opens_again_when_what_ran_alone_fails()
    {
        WorkGate gate = new();
        Action alone = () => gate.RunAlone(() => throw new InvalidOperationException());
        alone.Should().Throw<InvalidOperationException>();
        gate.Enter();
        gate.Leave();
    }
}
