namespace CudaBridge.Cli;

/// <summary>Failures as a user sees them: one line on standard error and exit code 1.</summary>
internal static class Failure
{
    public static int Report(string program, Func<int> action)
    {
        try
        {
            return action();
        }
        catch (ToolException problem)
        {
            // Without a message the program that failed has said why.
            if (problem.Message.Length > 0) Console.Error.WriteLine($"{program}: error: {problem.Message}");
        }
        catch (Exception bug)
        {
            Console.Error.WriteLine($"{program}: error: {ToolMessages.InternalError(bug)}");
            if (Environment.GetEnvironmentVariable("CUDABRIDGE_LOG") is { Length: > 0 }) Console.Error.WriteLine(bug);
        }
        return 1;
    }
}
