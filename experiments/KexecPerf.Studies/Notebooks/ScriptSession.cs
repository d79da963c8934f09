using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace KexecPerf.Studies.Notebooks;

/// <summary>
/// Runs pieces of C# one after the other, each seeing what those before declared (Roslyn's script submissions). Roslyn's own
/// <c>Script</c> class is not used: it wants assemblies that are files.
/// </summary>
internal sealed class ScriptSession
{
    private static readonly string[] Imports =
    [
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Text.Json.Nodes",
        "System.Threading.Tasks",
        "ScottPlot",
        typeof(NotebookGlobals).Namespace!,
    ];

    private static readonly CSharpParseOptions Parsing = new(kind: SourceCodeKind.Script);

    private static readonly CSharpCompilationOptions Compiling = new(
        OutputKind.DynamicallyLinkedLibrary,
        usings: Imports,
        optimizationLevel: OptimizationLevel.Debug, // for the lines of stack traces
        deterministic: true
    );

    private readonly SubmissionContext _context = new();
    private readonly IReadOnlyList<MetadataReference> _references;
    private readonly Type _globals;
    private CSharpCompilation? _previous;

    /// <summary>The globals, then what each submission declared: the compiled code itself fills it.</summary>
    private object?[] _states;

    public ScriptSession(object globals)
    {
        _globals = globals.GetType();
        _references = ScriptReferences.Of(_globals.Assembly);
        _states = [globals];
    }

    /// <summary>Compiles and runs a piece; its value is that of its last expression, null where that is a statement.</summary>
    /// <param name="name">What stack traces call its file.</param>
    /// <exception cref="ScriptErrorException">It does not compile.</exception>
    public Task<object?> Run(string source, string name, CancellationToken cancel)
    {
        CSharpCompilation compilation = CSharpCompilation.CreateScriptCompilation(
            FormattableString.Invariant($"submission{_states.Length}"),
            CSharpSyntaxTree.ParseText(
                SourceText.From(source, Encoding.UTF8),
                Parsing,
                name,
                cancel
            ),
            _references,
            Compiling,
            _previous,
            typeof(object),
            _globals
        );
        Func<object?[], Task<object?>> run = Load(compilation, cancel);
        Array.Resize(ref _states, _states.Length + 1);
        _previous = compilation;
        return run(_states);
    }

    private Func<object?[], Task<object?>> Load(
        CSharpCompilation compilation,
        CancellationToken cancel
    )
    {
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        EmitResult emitted = compilation.Emit(
            image,
            symbols,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb),
            cancellationToken: cancel
        );
        if (!emitted.Success)
        {
            throw new ScriptErrorException(
                emitted.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)
            );
        }

        image.Position = symbols.Position = 0;
        Assembly assembly = _context.Add(image, symbols);
        IMethodSymbol entry = compilation.GetEntryPoint(cancel)!;
        return assembly
            .GetType(entry.ContainingType.MetadataName)!
            .GetMethod(
                entry.MetadataName,
                BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
            )!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    /// <summary>Finds earlier submissions by name for later ones; all else is the command's.</summary>
    private sealed class SubmissionContext() : AssemblyLoadContext("notebook", isCollectible: true)
    {
        private readonly Dictionary<string, Assembly> _submissions = [];

        public Assembly Add(Stream image, Stream symbols)
        {
            Assembly assembly = LoadFromStream(image, symbols);
            _submissions.Add(assembly.GetName().Name!, assembly);
            return assembly;
        }

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _submissions.GetValueOrDefault(assemblyName.Name!);
    }
}
