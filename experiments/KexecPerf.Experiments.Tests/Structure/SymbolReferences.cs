using KexecPerf.Model.Tests.Structure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KexecPerf.Experiments.Tests.Structure;

/// <summary>
/// Which type of the product names which, as the compiler binds names: constants, extension methods and documentation included, which compiled
/// code no longer shows.
/// </summary>
internal static class SymbolReferences
{
    private const string Ours = "KexecPerf";

    private static readonly CSharpParseOptions Parsing = new(
        LanguageVersion.Latest,
        DocumentationMode.Parse
    );

    /// <summary>All references between folders of these sources, each file and named type once.</summary>
    /// <param name="sources">Text by file name.</param>
    public static IEnumerable<Reference> Between(IReadOnlyDictionary<string, string> sources)
    {
        SyntaxTree[] trees =
        [
            .. sources.Select(s => CSharpSyntaxTree.ParseText(s.Value, Parsing, s.Key)),
        ];
        var compilation = CSharpCompilation.Create(
            "product",
            [.. trees, .. GlobalUsings()],
            Platform(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
        );
        HashSet<string> words = [.. trees.SelectMany(Declared)];
        return ParallelEnumerable
            .SelectMany(trees.AsParallel(), tree => Of(tree, compilation, words))
            .ToList();
    }

    /// <summary>Names that can mean a type elsewhere: its own, and those of its extension methods. Only these are looked up.</summary>
    private static IEnumerable<string> Declared(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .Select(node =>
                node switch
                {
                    BaseTypeDeclarationSyntax type => type.Identifier.Text,
                    DelegateDeclarationSyntax type => type.Identifier.Text,
                    MethodDeclarationSyntax method
                        when method.ParameterList.Parameters.FirstOrDefault() is { } first
                            && first.Modifiers.Any(SyntaxKind.ThisKeyword) => method
                        .Identifier
                        .Text,
                    _ => null,
                }
            )
            .OfType<string>();

    private static IEnumerable<Reference> Of(
        SyntaxTree tree,
        CSharpCompilation compilation,
        HashSet<string> words
    )
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        string? from = tree.GetRoot()
            .DescendantNodes()
            .OfType<BaseNamespaceDeclarationSyntax>()
            .FirstOrDefault()
            ?.Name.ToString();
        return from is null
            ? []
            : tree.GetRoot()
                .DescendantNodes(descendIntoTrivia: true)
                .OfType<SimpleNameSyntax>()
                .Where(name => words.Contains(name.Identifier.Text))
                .Where(name => name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null)
                .Select(name => Symbol(model.GetSymbolInfo(name)))
                .OfType<INamedTypeSymbol>()
                .Select(type => (Folder: type.ContainingNamespace.ToDisplayString(), type.Name))
                .Where(to =>
                    to.Folder != from && to.Folder.StartsWith(Ours, StringComparison.Ordinal)
                )
                .Distinct()
                .Select(to => new Reference(Sources.Name(tree.FilePath), from, to.Folder, to.Name));
    }

    /// <summary>The type named, or the one whose member is named.</summary>
    private static INamedTypeSymbol? Symbol(SymbolInfo found)
    {
        ISymbol? symbol = found.Symbol ?? found.CandidateSymbols.FirstOrDefault();
        INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }

    private static IEnumerable<SyntaxTree> GlobalUsings()
    {
        string[] words = ["Simulation", "Event", "Process", "Resource", "AllOf", "AnyOf"];
        string[] system =
        [
            "System",
            "System.Collections.Generic",
            "System.IO",
            "System.Linq",
            "System.Threading",
            "System.Threading.Tasks",
        ];
        yield return CSharpSyntaxTree.ParseText(
            string.Concat(system.Select(s => $"global using {s};"))
                + string.Concat(words.Select(w => $"global using {w} = KexecPerf.Engine.{w};")),
            Parsing
        );
    }

    /// <summary>What this test runs on, but for the product itself, which is here as source.</summary>
    private static IEnumerable<MetadataReference> Platform() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file =>
                !Path.GetFileName(file).StartsWith(Ours, StringComparison.OrdinalIgnoreCase)
            )
            .Select(file => MetadataReference.CreateFromFile(file));

    /// <summary>A file in one folder names a type in another.</summary>
    internal sealed record Reference(string File, string From, string To, string Type)
    {
        public override string ToString() => $"{File} names {To}.{Type}";
    }
}
