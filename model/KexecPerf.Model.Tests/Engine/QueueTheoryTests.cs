namespace KexecPerf.Model.Tests.Engine;

public class QueueTheoryTests
{
    private const int Batches = 64;
    private const int CustomersPerBatch = 4_000;

    // Two-sided alpha = 1e-6 of Student's t with 63 degrees of freedom.
    private const double Bound = 5.43;

    [Fact]
    public void Mean_sojourn_in_M_M_1_is_that_of_theory()
    {
        // 1 / (mu - lambda) with mu = 1, lambda = 0.5 a nanosecond: 2 ns.
        var z = Z(Sojourns(2_000, 1_000), 2_000);
        Assert.True(Math.Abs(z) < Bound, $"mean sojourn is {z:f2} standard errors from 2 ns");
    }

    [Fact]
    public void A_service_2_percent_too_slow_is_told_apart()
    {
        var z = Z(Sojourns(2_000, 1_020), 2_000);
        Assert.True(z > Bound, $"only {z:f2} standard errors: the test above has no power");
    }

    private static double Z(List<double> sojourns, double theory)
    {
        var means = sojourns.Chunk(CustomersPerBatch).Select(batch => batch.Average()).ToList();
        var mean = means.Average();
        var variance = means.Sum(m => (m - mean) * (m - mean)) / (Batches - 1);
        return (mean - theory) / Math.Sqrt(variance / Batches);
    }

    private static List<double> Sojourns(double interarrivalPs, double servicePs)
    {
        var sim = new Simulation();
        var server = new Resource(sim, 1);
        var arrivals = new SplitMix(1);
        var services = new SplitMix(2);
        var sojourns = new List<double>();
        sim.Process(Arrivals());
        sim.Run();
        return sojourns;

        IEnumerable<Event> Arrivals()
        {
            for (var i = 0; i < Batches * CustomersPerBatch; i++)
            {
                yield return sim.Delay(Exponential(arrivals, interarrivalPs));
                sim.Process(Customer());
            }
        }

        IEnumerable<Event> Customer()
        {
            var arrival = sim.NowPs;
            using (var request = server.Request())
            {
                yield return request;
                yield return sim.Delay(Exponential(services, servicePs));
            }
            sojourns.Add(sim.NowPs - arrival);
        }
    }

    // Rounded to whole picoseconds: a bias of the mean far below one standard error.
    private static long Exponential(SplitMix random, double mean) =>
        (long)Math.Round(-mean * Math.Log(random.NextDouble()));
}
