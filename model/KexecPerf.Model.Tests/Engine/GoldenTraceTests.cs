namespace KexecPerf.Model.Tests.Engine;

/// <summary>
/// The traces of random programs are committed, and either engine must reproduce them. See <see cref="Checkout.RequireLines"/> for how
/// to write them anew; run the tests on SimSharp before believing it.
/// </summary>
public class GoldenTraceTests
{
    private const int Programs = 400;

    [Fact]
    public void Random_programs_leave_the_committed_traces() =>
        Checkout.RequireLines(
            "model/KexecPerf.Model.Tests/Engine/golden-traces.txt",
            [.. Enumerable.Range(1, Programs).Select(seed => RandomProgram.Run((ulong)seed))]
        );
}
