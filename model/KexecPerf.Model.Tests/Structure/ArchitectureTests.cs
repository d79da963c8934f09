using System.Reflection;
using System.Runtime.CompilerServices;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Model.Tests.Structure;

/// <summary>
/// Engine, then Model, then Experiments, and never the other way; and a model that knows no clock, file, console or chance but its
/// own streams, so that a result depends on its inputs alone.
/// </summary>
public static class ArchitectureTests
{
    private static readonly Assembly Model = typeof(HotPhaseSimulation).Assembly;
    private static readonly Assembly Engine = typeof(Event).Assembly;

    private static readonly string[] Ours = ["model/KexecPerf.Engine", "model/KexecPerf.Model"];

    /// <summary>Parts of the base library that reach outside the process or back to the user.</summary>
    private static readonly string[] Outside =
    [
        "System.Console",
        "System.Net",
        "System.Diagnostics.Process",
        "System.Diagnostics.TraceSource",
        "System.IO.FileSystem",
        "System.IO.Pipes",
        "System.Security",
    ];

#if !ENGINE_SIMSHARP
    [Fact]
    public static void The_engine_references_the_base_library_alone() =>
        RequireReferences(Engine, allowed: []);
#endif

    [Fact]
    public static void The_model_references_the_engine_and_the_base_library_alone() =>
        RequireReferences(Model, [Engine.GetName().Name!]);

    [Fact]
    public static void The_project_files_say_the_same()
    {
        string engine = Text("model/KexecPerf.Engine/KexecPerf.Engine.csproj");
        string model = Text("model/KexecPerf.Model/KexecPerf.Model.csproj");
        Assert.DoesNotContain("Reference Include", engine);
        Assert.DoesNotContain("Reference Include", model);
        Assert.Contains("Engine.props", model);
        Assert.DoesNotContain("Experiments", Text("Engine.props"));
        Assert.DoesNotContain(
            "MathNet",
            Text("model/KexecPerf.Model.Tests/KexecPerf.Model.Tests.csproj")
        );
    }

    [Theory]
    [InlineData(
        "clock",
        @"\b(DateTime(Offset)?\s*\.\s*(Now|UtcNow|Today)|Stopwatch|TimeProvider|TickCount(64)?)\b"
    )]
    [InlineData(
        "chance",
        @"\bRandom\s*\.\s*Shared|new\s+(System\.)?Random\b|\bRandomNumberGenerator|Guid\s*\.\s*NewGuid"
    )]
    [InlineData("console", @"\bConsole\s*\.")]
    [InlineData(
        "files",
        @"(?<![\w.])(File|Directory|FileInfo|DirectoryInfo|FileStream|StreamReader|StreamWriter|Path)\s*[.(]"
    )]
    [InlineData(
        "environment",
        @"\bEnvironment\s*\.|\bProcess\s*\.\s*Start|\bHttpClient\b|\bAppContext\b"
    )]
    [InlineData(
        "threads",
        @"\bnew\s+Thread\b|\bTask\s*\.\s*Run|\bParallel\s*\.|\bThreadStatic|\block\s*\(|\basync\s+(Task|void)"
    )]
    [InlineData("culture", @"\bCurrent(UI)?Culture\b")]
    [InlineData("upper layers", @"\bKexecPerf\.Experiments|\bMathNet|\bScottPlot")]
    public static void Sources_know_nothing_of(string what, string pattern)
    {
        Assert.NotEmpty(what);
        Assert.All(Ours, project => Assert.Empty(Sources.Find(project, pattern)));
    }

    /// <summary>
    /// All other functions of Math may differ in the last bit between platforms (dotnet/runtime issue 39838), and with them the order of
    /// two events.
    /// </summary>
    [Fact]
    public static void Only_exact_functions_of_Math_are_used()
    {
        const string inexact =
            @"\bMathF?\s*\.\s*(?!(Min|Max|Abs|Clamp|Round|BigMul|DivRem)\b)\w+|\busing\s+static\s+System\.Math";
        Assert.All(Ours, project => Assert.Empty(Sources.Find(project, inexact)));
    }

    [Fact]
    public static void No_static_field_can_change()
    {
        foreach (Assembly assembly in new[] { Model, Engine }.Where(IsOurs))
        {
            IEnumerable<string> changing = assembly
                .GetTypes()
                .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
                .SelectMany(t =>
                    t.GetFields(
                        BindingFlags.Static
                            | BindingFlags.Public
                            | BindingFlags.NonPublic
                            | BindingFlags.DeclaredOnly
                    )
                )
                .Where(f => !f.IsInitOnly && !f.IsLiteral)
                .Where(f => !f.Name.Contains("__"))
                .Select(f => $"{f.DeclaringType}.{f.Name}");
            Assert.Empty(changing);
        }
    }

    /// <summary>A public mutable collection in a static would be state that anybody may change.</summary>
    [Fact]
    public static void No_public_static_is_an_array_or_a_list()
    {
        IEnumerable<string> mutable = Model
            .GetExportedTypes()
            .SelectMany(t => t.GetMembers(BindingFlags.Static | BindingFlags.Public))
            .Where(m => m is FieldInfo or PropertyInfo)
            .Where(m => IsMutable(m is FieldInfo f ? f.FieldType : ((PropertyInfo)m).PropertyType))
            .Select(m => $"{m.DeclaringType}.{m.Name}");
        Assert.Empty(mutable);
    }

    private static bool IsMutable(Type type) =>
        type.IsArray
        || (
            type.IsGenericType
            && new[] { typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>) }.Contains(
                type.GetGenericTypeDefinition()
            )
        );

    private static bool IsOurs(Assembly assembly) =>
        assembly.GetName().Name!.StartsWith("KexecPerf", StringComparison.Ordinal);

    private static string Text(string path) => File.ReadAllText(Path.Combine(Checkout.Root, path));

    private static void RequireReferences(Assembly assembly, string[] allowed)
    {
        string[] names = [.. assembly.GetReferencedAssemblies().Select(a => a.Name!)];
        Assert.NotEmpty(names);
        Assert.All(
            names,
            name =>
                Assert.True(
                    allowed.Contains(name)
                        || name == "netstandard"
                        || name.StartsWith("System.", StringComparison.Ordinal),
                    name
                )
        );
        Assert.All(
            names,
            name =>
                Assert.DoesNotContain(
                    Outside,
                    o => name == o || name.StartsWith(o + ".", StringComparison.Ordinal)
                )
        );
    }
}
