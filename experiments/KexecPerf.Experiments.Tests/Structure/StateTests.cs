using System.Reflection;
using System.Runtime.CompilerServices;
using KexecPerf.Answers.Documents;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Experiments.Tests.Structure;

/// <summary>Nothing outlives a call but what is handed on: two answers in one process know nothing of each other.</summary>
public static class StateTests
{
    private const BindingFlags Statics =
        BindingFlags.Static
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    [Fact]
    public static void No_static_field_can_change()
    {
        Type[] types =
        [
            .. new[] { typeof(Build), typeof(StudyStore), typeof(Program) }
                .SelectMany(t => t.Assembly.GetTypes())
                .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)),
        ];
        Assert.True(types.Length > 300, $"only {types.Length} types");
        Assert.Empty(
            types
                .Where(t => !IsGenerated(t))
                .SelectMany(t => t.GetFields(Statics))
                .Where(f => !f.IsInitOnly && !f.IsLiteral && !f.Name.Contains("__"))
                .Select(f => $"{f.DeclaringType}.{f.Name}")
        );
    }

    private static bool IsGenerated(Type type) =>
        type.Namespace?.StartsWith("KexecPerf", StringComparison.Ordinal) != true
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false);
}
