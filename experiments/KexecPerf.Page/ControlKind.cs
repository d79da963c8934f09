namespace KexecPerf.Page;

/// <summary>How a control is shown.</summary>
internal enum ControlKind
{
    /// <summary>One of a list of names.</summary>
    List,

    /// <summary>One of values in order.</summary>
    Slider,

    /// <summary>On or off.</summary>
    Switch,
}
