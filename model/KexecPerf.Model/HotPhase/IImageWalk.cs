namespace KexecPerf.Model.HotPhase;

/// <summary>Walks the pages of a loaded image in the order the kernel does, and keeps what the cache holds of them.</summary>
internal interface IImageWalk
{
    /// <summary>
    /// The load: segments in order; each page filled is touched, and while content lasts the buffer it is read from
    /// (<c>kimage_load_segment</c>). Then other work goes on until the exec.
    /// </summary>
    void Load();

    /// <summary>Everything leaves the cache.</summary>
    void Flush();

    /// <summary>The page list is copied, in the time that takes.</summary>
    IEnumerable<Event> Copy();

    /// <summary>The purgatory hashes every segment but itself, in the time that takes.</summary>
    IEnumerable<Event> Hash();
}
