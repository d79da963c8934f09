using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Experiments.Tests.Runs;

public class RunCellsTests
{
    private static readonly IReadOnlyList<RunColumn> Switch = RunColumn.PhasesOf(PhaseSpan.Switch);

    [Fact]
    public void Times_are_the_sum_of_their_columns_and_none_where_a_cpu_hung()
    {
        RunCells cells = Three();
        Assert.Equal([3, null, 30], cells.Times(Side.Cma, Switch));
        Assert.Equal([0, 0, 0], cells.Times(Side.PageList, Switch));
        // Side b was timed twice: the hot phase of three runs and what two of them save.
        Assert.Equal([3, 2], cells.Watched().Select(w => w.Count));
    }

    [Fact]
    public void Blocks_are_joined_in_order_and_a_share_is_of_all_runs()
    {
        var cells = RunCells.Join([Three(), RunCells.Empty(RunColumn.Always, 1)]);
        Assert.Equal([3, null, 30, 0], cells.Times(Side.Cma, Switch));
        Assert.Equal(0.25, cells.Share(Side.Cma, RunColumn.CpuStopHang));
    }

    private static RunCells Three()
    {
        var cells = RunCells.Empty(RunColumn.Always, 3);
        (int i, int[] picoseconds)[] rows = [(0, [1, 10, 20]), (1, [2, 20, 10])];
        foreach ((int i, int[] picoseconds) in rows)
        {
            for (int r = 0; r < 3; r++)
            {
                cells[Side.Cma, Switch[i]][r] = picoseconds[r];
            }
        }

        cells[Side.Cma, RunColumn.CpuStopHang][1] = 1;
        return cells;
    }
}
