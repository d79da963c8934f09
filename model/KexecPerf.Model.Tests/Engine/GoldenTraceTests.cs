namespace KexecPerf.Model.Tests.Engine;

/// <summary>
/// The traces of random programs are committed, and either engine must reproduce them. To write
/// them anew after a deliberate change: <c>KEXECPERF_WRITE_GOLDEN=1 dotnet test</c>, then read the
/// difference, and run the tests on SimSharp before believing it.
/// </summary>
public class GoldenTraceTests
{
    private const int Programs = 400;

    [Fact]
    public void Random_programs_leave_the_committed_traces()
    {
        var actual = Enumerable.Range(1, Programs).Select(seed => RandomProgram.Run((ulong)seed));
        var path = GoldenFile();
        if (Environment.GetEnvironmentVariable("KEXECPERF_WRITE_GOLDEN") == "1")
        {
            File.WriteAllText(path, string.Concat(actual.Select(line => line + "\n")));
        }
        Assert.Equal(File.ReadAllLines(path), actual);
    }

    private static string GoldenFile()
    {
        const string name = "model/KexecPerf.Model.Tests/Engine/golden-traces.txt";
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KexecPerf.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No KexecPerf.sln.");
        }
        return Path.Combine(folder.FullName, name);
    }
}
