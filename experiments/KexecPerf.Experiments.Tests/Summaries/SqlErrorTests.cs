using KexecPerf.Studies.Summaries;

namespace KexecPerf.Experiments.Tests.Summaries;

public class SqlErrorTests
{
    [Theory]
    [InlineData(
        "select x\nfrom runs",
        "Binder Error: no x\n\nLINE 1: select x\n               ^",
        "SQL:1:8: "
    )]
    [InlineData(
        "select 1,\n y from runs",
        "Binder Error: no y\n\nLINE 2:  y from runs\n         ^",
        "SQL:2:2: "
    )]
    [InlineData("select", "Out of memory", "SQL: Out of memory")]
    public void A_database_error_says_where_on_one_line(string sql, string message, string start)
    {
        string line = SqlError.Describe(sql, message);
        Assert.StartsWith(start, line);
        Assert.DoesNotContain('\n', line);
    }
}
