using KexecPerf.Answers.Questions.Sensitivity;
using KexecPerf.Answers.Runs;
using KexecPerf.Experiments.Tests.Reports;
using KexecPerf.Model.Machines;
using KexecPerf.Studies.Figures;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;
using ScottPlot.Plottables;

namespace KexecPerf.Experiments.Tests.Figures;

/// <summary>What stands in the plots themselves, not only in the CSV beside them.</summary>
[Collection(Drawing.Name)]
public sealed class PlottedDataTests
{
    [Fact]
    public void Lines_go_through_the_medians_of_their_machine_and_kernel()
    {
        SummaryTable table = SyntheticSummary.ImageSize();
        Plot plot = SavedByImageSize.Draw(table).Rows[0].Panels[1];
        Assert.Equal("kernel 7.3", plot.Axes.Title.Label.Text);
        Scatter line = plot.GetPlottables<Scatter>().First();
        Assert.Equal(
            table
                .Points.Where(p => p is { Machine: "arm64-128c", Kernel: "7.3", CmaAreaBytes: > 0 })
                .Select(p => new Coordinates(
                    Math.Log10(p.MemszBytes),
                    Math.Log10(p[OutcomeName.Saved].Median)
                )),
            line.Data.GetScatterPoints()
        );
    }

    [Fact]
    public void Shares_of_a_bar_fill_it()
    {
        Plot plot = HotPhaseParts.Draw(SyntheticSummary.Machines()).Rows[0].Panels[1];
        IEnumerable<IGrouping<double, Rectangle>> bars = plot.GetPlottables<Rectangle>()
            .GroupBy(r => r.Y1);
        Assert.Equal(2 * 8, bars.Count());
        Assert.All(
            bars,
            bar =>
            {
                Assert.Equal(6, bar.Count());
                Assert.Equal(100, bar.Sum(part => part.X2 - part.X1), 1e-9);
            }
        );
    }

    [Fact]
    public void The_share_of_a_phase_is_that_of_the_medians()
    {
        IReadOnlyList<string[]> data = HotPhaseParts.Draw(SyntheticSummary.Machines()).Data;
        string[] zen4 = data.First(r => r[1] == "zen4-vm" && r[3] == "page_list");
        int share = Array.IndexOf(data[0], "purgatory_share_percent");
        double[] medians =
        [
            .. data[0]
                .Index()
                .Where(c => c.Item.EndsWith("_median_ms", StringComparison.Ordinal))
                .Where(c => c.Item != "hot_phase_median_ms")
                .Select(c => SyntheticSummary.Parse(zen4[c.Index])),
        ];
        Assert.Equal(
            100 * SyntheticSummary.Parse(zen4[share - 1]) / medians.Sum(),
            SyntheticSummary.Parse(zen4[share]),
            1e-6
        );
    }

    [Fact]
    public void Published_and_measured_copies_stand_where_only_the_copy_is_saved()
    {
        IReadOnlyList<Plot> panels = SavedByImageSize
            .Draw(SyntheticSummary.ImageSize())
            .Rows[0]
            .Panels;
        Assert.NotEmpty(panels[0].GetPlottables<Marker>());
        Assert.Empty(panels[1].GetPlottables<Marker>());
    }

    [Fact]
    public void A_copy_with_caches_off_is_no_neighbour_of_one_with_them_on()
    {
        IReadOnlyList<CopyTime> copies = CopyTimes.Shipped();
        Assert.Contains(copies, c => c is { Machine: "thunderx2", Kernel: "5.16" });
        Assert.DoesNotContain(copies, c => c is { Machine: "thunderx2", Kernel: "5.12" });
        Assert.All(copies, c => Assert.NotEmpty(c.Source));
    }

    [Fact]
    public void An_overlay_is_ranked_by_what_its_phases_fall_by()
    {
        List<OverlayStep> steps = [.. OverlayStep.Of(SyntheticSummary.WhatNext())];
        OverlayStep hash = steps.Single(s =>
            s is { Overlay: "accelerated-hash", With.Machine: "zen4-vm" }
        );
        Assert.Equal(3.8 * 124 * 7 / 8, hash.SavedMs(Side.PageList), 1e-3);
        Assert.Equal(8, steps.Count);
    }

    [Fact]
    public void Indices_are_drawn_down_to_one_percent_and_all_are_in_the_data()
    {
        Figure figure = SensitivityIndices.Draw(
            [
                Factor("hash.scalar", Index(0.7, 0.65, 0.75, 0.8, 0.75, 0.85)),
                Factor("other", Index(0.15, 0.1, 0.2, 0.2, 0.15, 0.25)),
                Factor("handover", Index(0.001, 0, 0.01, 0.002, 0, 0.01)),
            ],
            "saved_ms"
        );
        Assert.Equal(
            [0.8, 0.7, 0.2, 0.15],
            figure.Rows[0].Panels[0].GetPlottables<Rectangle>().Select(r => r.X2)
        );
        Assert.Equal(
            [
                "rank,factor,evidence,narrows_range_percent,first_order,first_order_low,first_order_high,"
                    + "total_order,total_order_low,total_order_high",
                "1,hash.scalar,assumed,50,0.7,0.65,0.75,0.8,0.75,0.85",
                "2,other,assumed,50,0.15,0.1,0.2,0.2,0.15,0.25",
                "3,handover,assumed,50,0.001,0,0.01,0.002,0,0.01",
            ],
            figure.Data.Select(row => string.Join(',', row))
        );

        static FactorResult Factor(string name, SobolIndex index) =>
            new(
                new Factor(name, [name], [Quantity.Exactly(1, "drill")]),
                index,
                narrows: 0.5,
                MachineProfiles.Get("zen4-vm")
            );

        static SobolIndex Index(
            double first,
            double firstLow,
            double firstHigh,
            double total,
            double low,
            double high
        ) => new(first, new(firstLow, firstHigh), total, new(low, high), HasEffect: true);
    }
}
