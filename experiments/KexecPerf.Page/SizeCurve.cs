using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Page;

/// <summary>
/// What is saved over the size of the image, everything else as asked, from few runs a size; and
/// where the answer itself stands.
/// </summary>
/// <param name="request">What was asked.</param>
/// <param name="answer">Its answer, one of whose lines is drawn: the best, else the main
/// one.</param>
internal sealed class SizeCurve(AnswerRequest request, HowMuchFasterAnswer answer)
{
    private const int Runs = 8;
    private const int Height = 150;

    /// <summary>Room for the axis below, and above for a point's half.</summary>
    private const int Bottom = 24;

    private const int Top = 10;

    /// <summary>MiB; every other one is written below the axis.</summary>
    private static readonly ByteSize[] Asked =
    [
        .. new[] { 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024 }.Select(n =>
            ByteSize.FromMiB(n)
        ),
    ];

    private readonly SavingsLine _line = RowsText.Best(answer.Scenarios) ?? answer.Main;

    /// <summary>One size a step; the drawing so far is worth showing at the end alone.</summary>
    public IEnumerable<string?> Steps()
    {
        var points = new List<(ByteSize Size, Interval Saved)>();
        foreach (ByteSize size in Asked)
        {
            if (Saved(size) is { } saved)
            {
                points.Add((size, saved));
            }

            yield return null;
        }

        yield return Html(points);
    }

    /// <summary>What an image of a size saves; null where it cannot be loaded or timed.</summary>
    private Interval? Saved(ByteSize size)
    {
        try
        {
            Scenario sized = ScenarioBuilder.Build([
                .. request.Settings.Where(x =>
                    x.Key != ScenarioKeys.Image && x.Key != ScenarioKeys.Initrd
                ),
                new Setting(ScenarioKeys.Image, size.ToString(), InputPlace.Nowhere, ""),
            ]);
            Scenario b = _line.Scenario with { Image = sized.Image };
            Scenario a = (request.IsOfHost ? sized : b).PageListSide();
            PairedRun pair = request
                .Run(request.Plan with { Replications = Runs }, a, b)
                .Pair(a, b);
            return pair.Same ? default(Interval)
                : pair.Timed().Any() ? pair.SavedMs.All
                : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private string Html(List<(ByteSize Size, Interval Saved)> points)
    {
        ByteSize here = _line.Scenario.Image.Memsz;
        double[] highs = [.. points.Select(p => p.Saved.High), _line.SavedMs?.High ?? 0];
        double most = Math.Max(highs.Max(), Savings.WorthwhileMs);
        double least = Math.Min(0, points.Select(p => p.Saved.Low).DefaultIfEmpty(0).Min());
        (double From, double To) x = (
            Math.Log(Math.Min(Asked[0].Bytes, here.Bytes)),
            Math.Log(Math.Max(Asked[^1].Bytes, here.Bytes))
        );
        string color = FigureColors.Of(Side.Cma);
        string axes =
            string.Concat(
                Svg.Ticks(most, 3)
                    .Select(t =>
                        Svg.Line(0, Y(t), 1, Y(t), "grid")
                        + (t > 0 ? Svg.Text(0, Y(t) - 3, Durations.Round(t)) : "")
                    )
            )
            + string.Concat(
                Asked
                    .Where((_, i) => i % 2 == 0)
                    .Select(
                        (s, i) =>
                            Svg.Text(X(s), Height - 6, s.ToString(), i % 2 == 0 ? "" : "second")
                    )
            );
        string lines = string.Concat(
            points
                .Zip(points.Skip(1))
                .Select(p =>
                    Svg.Line(
                        X(p.First.Size),
                        Y(p.First.Saved.Median),
                        X(p.Second.Size),
                        Y(p.Second.Saved.Median),
                        "curve"
                    )
                )
        );
        string ranges = string.Concat(points.Select(p => Whisker(p.Size, p.Saved)));
        string dots = string.Concat(
            points.Select(p =>
                Svg.Dot(X(p.Size), Y(p.Saved.Median), 3, color, Words(p.Size, p.Saved))
            )
        );
        string now = _line.SavedMs is { } saved
            ? Svg.Line(X(here), Top, X(here), Height - Bottom, "here")
                + Whisker(here, saved.All)
                + Svg.Dot(X(here), Y(saved.Median), 6, color, Words(here, saved.All))
            : "";
        string said =
            $"{_line.Name}: {Words(here, _line.SavedMs?.All ?? default)} at the image asked for; "
            + $"over other sizes the median of {Runs} runs";
        return Svg.Of(Height, said, axes + lines + ranges + dots + now)
            + $"<p class=\"facts\">{Svg.Escape(said)}.</p>";

        double X(ByteSize size) => 0.03 + 0.94 * (Math.Log(size.Bytes) - x.From) / (x.To - x.From);

        double Y(double ms) => Top + (Height - Bottom - Top) * (1 - (ms - least) / (most - least));

        string Whisker(ByteSize size, Interval i) =>
            Svg.Line(X(size), Y(i.Low), X(size), Y(i.High), "whisker");
    }

    private static string Words(ByteSize size, Interval saved) =>
        $"{size}: saves {Numbers.WithRange(saved)} ms";
}
