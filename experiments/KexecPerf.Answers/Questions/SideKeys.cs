using System.Text.Json.Serialization.Metadata;

namespace KexecPerf.Answers.Questions;

/// <summary>Keys that name a side: page list and CMA, or a and b where two scenarios are compared.</summary>
internal static class SideKeys
{
    public const string PageList = "page_list";
    public const string Cma = "cma";
    public const string PageListMs = PageList + "_ms";
    public const string CmaMs = Cma + "_ms";
    public const string A = "a";
    public const string B = "b";

    /// <summary>Names the sides of a record a and b.</summary>
    public static void Rename(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            property.Name = property.Name switch
            {
                PageList => A,
                Cma => B,
                PageListMs => A + "_ms",
                CmaMs => B + "_ms",
                var other => other,
            };
        }
    }
}
