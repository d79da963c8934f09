using System.Reflection;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace KexecPerf.Studies.Notebooks;

/// <summary>
/// What cells compile against: the command and all it stands on, as loaded in this process. Taken from memory, not from
/// files: in a single-file build there are none.
/// </summary>
internal static class ScriptReferences
{
    /// <summary>An assembly and everything it refers to, directly or not.</summary>
    public static IReadOnlyList<MetadataReference> Of(Assembly root)
    {
        var found = new Dictionary<string, Assembly> { [root.GetName().Name!] = root };
        var waiting = new Queue<Assembly>([root]);
        while (waiting.TryDequeue(out Assembly? assembly))
        {
            foreach (AssemblyName name in assembly.GetReferencedAssemblies())
            {
                if (!found.ContainsKey(name.Name!) && TryLoad(name) is { } loaded)
                {
                    found.Add(name.Name!, loaded);
                    waiting.Enqueue(loaded);
                }
            }
        }

        return [.. found.Values.Select(Reference).OfType<MetadataReference>()];
    }

    /// <summary>Libraries name assemblies, too, that only other platforms have.</summary>
    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private static unsafe MetadataReference? Reference(Assembly assembly) =>
        assembly.TryGetRawMetadata(out byte* metadata, out int length)
            ? AssemblyMetadata
                .Create(ModuleMetadata.CreateFromMetadata((nint)metadata, length))
                .GetReference(display: assembly.GetName().Name)
            : null;
}
