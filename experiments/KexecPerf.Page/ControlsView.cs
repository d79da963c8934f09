using System.Globalization;

namespace KexecPerf.Page;

/// <summary>The controls as a form; the script only says which was moved and to what.</summary>
internal static class ControlsView
{
    public static string Html(IReadOnlyList<Control> controls) =>
        string.Concat(controls.Where(c => !IsOverlay(c)).Select(One))
        + "<details id=\"overlays\"><summary>kernel overlays</summary>"
        + string.Concat(controls.Where(IsOverlay).Select(One))
        + "</details>";

    private static bool IsOverlay(Control c) =>
        c.Key.StartsWith(Controls.OverlayPrefix, StringComparison.Ordinal);

    private static string One(Control c)
    {
        string id = "c-" + c.Key.Replace(':', '-');
        string meaning = Svg.Escape(c.Meaning);
        string common = $"id=\"{id}\" data-key=\"{c.Key}\" aria-description=\"{meaning}\"";
        string label = Svg.Escape(c.Key.Split(':')[^1].Replace('-', ' '));
        string reset =
            c.IsSaid && !IsOverlay(c)
                ? $"<button type=\"button\" data-key=\"{c.Key}\" data-value=\"\" "
                    + $"aria-label=\"{label}: as by default\">default</button>"
                : "";
        string note = c.Note.Length == 0 ? "" : $"<small>{Svg.Escape(c.Note)}</small>";
        return c.Kind switch
        {
            ControlKind.List => $"<p title=\"{meaning}\"><label for=\"{id}\">{label}</label>{reset}"
                + $"<select {common}>{string.Concat(c.Choices.Select(Option))}</select>{note}</p>",
            ControlKind.Slider => $"<p title=\"{meaning}\"><label for=\"{id}\">{label}</label>"
                + $"<output for=\"{id}\">{Svg.Escape(c.Current)}</output>{reset}"
                + $"<input type=\"range\" {common} min=\"0\" max=\"{Number(c.Choices.Count - 1)}\" "
                + $"value=\"{Number(Place())}\" aria-valuetext=\"{Svg.Escape(c.Current)}\" "
                + $"data-values=\"{Svg.Escape(string.Join(' ', c.Choices.Select(x => x.Value)))}\">"
                + "</p>",
            ControlKind.Switch =>
                $"<p class=\"switch\" title=\"{meaning}\"><label><input type=\"checkbox\" {common} "
                    + $"data-values=\"{string.Join(' ', c.Choices.Select(x => x.Value))}\""
                    + (Place() == 1 ? " checked" : "")
                    + (c.Choices.Count == 0 ? " disabled" : "")
                    + $"> {label}</label>{reset}</p>",
        };

        int Place() => c.Choices.ToList().FindIndex(x => x.Value == c.Current);

        string Option(Choice choice) =>
            $"<option value=\"{Svg.Escape(choice.Value)}\""
            + (choice.Value == c.Current ? " selected" : "")
            + $">{(choice.Value.Length == 0 ? "none" : Svg.Escape(choice.Value))}</option>";
    }

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
