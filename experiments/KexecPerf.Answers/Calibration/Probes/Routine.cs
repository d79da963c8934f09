namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>Pieces of kernel code that calibration runs in user space; each takes up to three machine words.</summary>
internal enum Routine
{
    /// <summary>(destination, list of source addresses, pages): page by page, as <c>swap_pages</c> and arm64's relocation loop do.</summary>
    CopyPages,

    /// <summary>(destination, source, bytes): one run in one instruction or loop.</summary>
    CopyRun,

    /// <summary>(destination, source, bytes): downwards, as the x86 boot stub moves the compressed kernel; x86_64 only.</summary>
    CopyBackward,

    /// <summary>(destination, bytes): zeroes.</summary>
    Zero,

    /// <summary>As <see cref="CopyPages"/> with <c>dsb sy</c> after each page; arm64 only.</summary>
    CopyPagesBarrier,

    /// <summary>As <see cref="CopyPagesBarrier"/> with <c>dc civac</c> of each line of the page before it; arm64 only.</summary>
    CopyPagesClean,

    /// <summary>(list, words, offset of virtual addresses): from word to word as <c>kimage_dst_used()</c> goes, each load waiting for the one before.</summary>
    WalkList,

    /// <summary>(turns): additions each of which waits for the one before, one a cycle where no other thread takes turns.</summary>
    Spin,

    /// <summary>(state, data, blocks): SHA-256 as a compiler makes it of C; x86_64 only.</summary>
    Sha256,
}
