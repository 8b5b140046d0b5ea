using CudaBridge.Oracle;

return args is ["table", .. var rest] ? TableCommand.Run(rest) : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
