using KexecPerf.Answers.Validation;
using KexecPerf.Model.Machines;
using KexecPerf.Studies.Figures;
using KexecPerf.Studies.Figures.Drawing;

namespace KexecPerf.Experiments.Tests.Figures;

/// <summary>What the figure of the cache's law shows.</summary>
[Collection(Drawing.Name)]
public sealed class CacheSweepsTests
{
    [Fact]
    public void The_figure_has_a_panel_a_sweep_and_every_row()
    {
        List<ValidationRow> sweeps =
        [
            .. ValidationRows.Shipped().Where(r => r.Quantity == "copy_sweep_ns"),
        ];
        var loops = new MicroBenchmarks(sweeps, 50);
        ScoredGroup[] groups =
        [
            .. sweeps.Select(r => new ScoredGroup(
                [r],
                loops.Predict(r, MachineProfiles.Get(r.Machine))
            )),
        ];
        Figure figure = CacheSweeps.Draw(groups)!;
        Assert.Equal(
            ["zen4-vm, llc_memcpy", "zen4-vm, quiet_zen4", "zen3-vm, shared_zen3"],
            figure.Rows.SelectMany(r => r.Panels).Take(3).Select(p => p.Axes.Title.Label.Text)
        );
        Assert.Equal(sweeps.Select(r => r.Id), figure.Data.Skip(1).Select(d => d[0]));
        Assert.Null(CacheSweeps.Draw(groups[..3]));
    }
}
