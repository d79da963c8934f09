using KexecPerf.Answers.Validation;

namespace KexecPerf.Experiments.Tests.Validation;

/// <summary>What each shipped row is for: no run on both sides of a fit, no artefact scored.</summary>
public static class RowRoleTests
{
    private static readonly List<ValidationRow> Rows = ValidationRows.Shipped();

    /// <summary>Quantities that contain another one, and so its artefacts.</summary>
    private static readonly (string Part, string Whole)[] Contained =
    [
        ("load_copy_ms", "load_ms"),
        ("load_digest_ms", "load_ms"),
        ("relocation_ms", "hot_phase_ms"),
        ("purgatory_ms", "hot_phase_ms"),
    ];

    [Fact]
    public static void No_run_is_on_both_sides_of_a_fit()
    {
        foreach (
            IGrouping<string, ValidationRow> run in Rows.Where(r => r.Role != "excluded")
                .GroupBy(r => r.RunKey)
        )
        {
            Assert.Single(run.Select(r => r.Role).Distinct());
        }
    }

    [Fact]
    public static void Chains_that_the_lab_was_fitted_to_validate_nothing() =>
        Assert.DoesNotContain(
            Rows,
            r => r.Role == "validation" && r.Source.Split(' ') is ["lab", "nd1" or "press2", ..]
        );

    [Fact]
    public static void An_artefact_is_excluded_in_every_column_it_reaches()
    {
        int reached = 0;
        foreach (ValidationRow row in Rows.Where(r => r.Notes.Contains("artefact")))
        {
            Assert.Equal("excluded", row.Role);
            foreach ((_, string whole) in Contained.Where(c => c.Part == row.Quantity))
            {
                ValidationRow[] wholes =
                [
                    .. Rows.Where(r => r.RunKey == row.RunKey && r.Quantity == whole),
                ];
                Assert.All(wholes, r => Assert.Equal((row.Role, row.Notes), (r.Role, r.Notes)));
                reached += wholes.Length;
            }
        }

        Assert.Equal(26, reached);
    }

    [Fact]
    public static void Every_excluded_row_says_why() =>
        Assert.All(
            Rows.Where(r => r.Role == "excluded"),
            r => Assert.Contains(ExclusionReasons.All, e => r.Notes.Contains(e))
        );

    [Fact]
    public static void Ids_are_unique() => Assert.Distinct(Rows.Select(r => r.Id));

    [Theory]
    [InlineData("T019", "calibration")]
    [InlineData("T045", "calibration")]
    [InlineData("T047", "validation")]
    [InlineData("T057", "calibration")]
    [InlineData("T090", "calibration")]
    [InlineData("Z008", "calibration")]
    [InlineData("Z017", "validation")]
    [InlineData("P001", "claim")]
    [InlineData("P010", "calibration")]
    [InlineData("N05", "validation")]
    public static void A_role_is_the_documented_one(string id, string role) =>
        Assert.Equal(role, Assert.Single(Rows, r => r.Id == id).Role);

    [Fact]
    public static void Half_a_log_is_no_row() => Assert.DoesNotContain(Rows, r => r.Id == "P023");

    [Fact]
    public static void Single_runs_agree_with_their_median_and_extremes() =>
        Assert.All(
            Rows.Where(r => r.Runs.Count > 0),
            r =>
            {
                Assert.Equal(r.N, r.Runs.Count);
                Assert.Equal(r.Low!.Value, r.Runs[0], 1e-4 * r.Low.Value + 1e-5);
                Assert.Equal(r.High!.Value, r.Runs[^1], 1e-4 * r.High.Value + 1e-5);
                double middle = (r.Runs[(r.N - 1) / 2] + r.Runs[r.N / 2]) / 2;
                Assert.Equal(r.Value!.Value, middle, 1e-4 * r.Value.Value + 1e-5);
            }
        );
}
