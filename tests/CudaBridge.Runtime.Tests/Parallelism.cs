// What kernels print goes through one buffer of the process: a test that synchronises would print what another one waits for.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
