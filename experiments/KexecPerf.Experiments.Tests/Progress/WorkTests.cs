using KexecPerf.Answers.Progress;

namespace KexecPerf.Experiments.Tests.Progress;

/// <summary>How much is done is told by parts of parts, and never runs backwards.</summary>
public class WorkTests
{
    [Fact]
    public void Nothing_is_done_at_first_and_all_of_it_in_the_end()
    {
        var work = new Work(default);
        Assert.Equal(0, work.Share);
        work.For(7, _ => { });
        Assert.Equal(1, work.Share);
    }

    [Fact]
    public void Equal_parts_are_equal_shares_and_inner_parts_shares_of_these()
    {
        var work = new Work(default);
        var seen = new List<double>();
        work.Each(
            [1, 2, 3, 4],
            _ =>
                work.Part(
                    0.5,
                    () =>
                    {
                        work.For(3, _ => { });
                        seen.Add(work.Share);
                        return 0;
                    }
                )
        );
        Assert.Equal([0.125, 0.375, 0.625, 0.875], seen);
        Assert.Equal(1, work.Share);
    }

    [Fact]
    public void It_never_runs_backwards_though_the_parts_to_come_are_not_known()
    {
        var work = new Work(default);
        double before = 0;
        for (int i = 0; i < 40; i++)
        {
            work.Part(
                0.1,
                () =>
                {
                    work.For(2, _ => { });
                    return 0;
                }
            );
            Assert.InRange(work.Share, before, 1);
            before = work.Share;
        }

        Assert.InRange(before, 0.98, 0.99);
    }

    [Fact]
    public void Who_interrupts_stops_it_between_two_units()
    {
        using var cancel = new CancellationTokenSource();
        var work = new Work(cancel.Token) { Jobs = 1 };
        int done = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
            work.For(
                100,
                _ =>
                {
                    if (++done == 5)
                    {
                        cancel.Cancel();
                    }
                }
            )
        );
        Assert.Equal(5, done);
        Assert.ThrowsAny<OperationCanceledException>(() => work.Part(1, () => 0));
    }

    [Theory]
    [InlineData(0, 12, "sweep: 12 s so far")]
    [InlineData(0.25, 10, "sweep: 25 %, about 30 s left")]
    [InlineData(0.999, 60, "sweep: 99 %, about 1 s left")]
    [InlineData(0.01, 600, "sweep: 1 %, about 16 h 30 min left")]
    public void The_time_left_is_that_of_the_same_speed(double share, int seconds, string text) =>
        Assert.Equal(text, ProgressLine.Text("sweep", share, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void What_is_no_terminal_gets_no_line()
    {
        using var error = new StringWriter();
        using (var line = new ProgressLine("answer", error, quiet: false, new Work(default)))
        {
            Thread.Sleep(1300);
        }

        Assert.Empty(error.ToString());
    }
}
