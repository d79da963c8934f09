using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using KexecPerf.Benchmarks;
using Perfolizer.Horology;

switch (args)
{
    case ["many-loads"]:
        ManyLoads.Run();
        return;
    case ["patterns"]:
        Patterns.Run();
        return;
}

// In process: a project that BenchmarkDotNet generates would not be told which engine was chosen.
// Fixed counts: on a noisy machine short runs, repeated in turn, tell more than one long one.
var job = Job
    .Default.WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(5)
    .WithIterationCount(15)
    .WithIterationTime(TimeInterval.FromMilliseconds(200));
BenchmarkSwitcher
    .FromAssembly(typeof(Program).Assembly)
    .Run(args, DefaultConfig.Instance.AddJob(job));
