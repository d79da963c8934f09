using System.Buffers.Binary;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>
/// The routines as machine code, so that copies are timed with the kernel's own instructions: on x86_64 one <c>rep movsq</c> a page
/// (relocate_kernel_64.S), on arm64 four <c>ldp</c> and four <c>stnp</c> for 64 bytes (copy_page in asm/assembler.h), then
/// <c>dc civac</c> of each line and <c>dsb sy</c> (relocate_kernel.S). Each comment gives offset and instruction; the bytes are what
/// the GNU assembler makes of them. Arguments in the C calling convention, no stack, no registers to be saved.
/// </summary>
internal static class MachineCode
{
    /// <summary>The code of each routine there is on an architecture.</summary>
    public static IReadOnlyDictionary<Routine, byte[]> For(Architecture architecture) =>
        architecture switch
        {
            Architecture.X86_64 => X86,
            Architecture.Arm64 => Arm,
        };

    /// <summary>rdi, rsi, rdx are the arguments; the direction flag is clear at entry and exit.</summary>
    private static Dictionary<Routine, byte[]> X86 { get; } =
        new()
        {
            [Routine.CopyPages] = Bytes(
                "48 89 f0", // 0: mov rax,rsi
                "48 85 d2", // 3: test rdx,rdx
                "74 14", // 6: je 28
                "48 8b 30", // 8: mov rsi,[rax]
                "48 83 c0 08", // 11: add rax,0x8
                "b9 00 02 00 00", // 15: mov ecx,0x200
                "f3 48 a5", // 20: rep movsq
                "48 ff ca", // 23: dec rdx
                "75 ec", // 26: jne 8
                "c3" // 28: ret
            ),
            [Routine.CopyRun] = Bytes(
                "48 89 d1", // 0: mov rcx,rdx
                "48 c1 e9 03", // 3: shr rcx,0x3
                "f3 48 a5", // 7: rep movsq
                "c3" // 10: ret
            ),
            [Routine.CopyBackward] = Bytes(
                "48 8d 7c 17 f8", // 0: lea rdi,[rdi+rdx-0x8]
                "48 8d 74 16 f8", // 5: lea rsi,[rsi+rdx-0x8]
                "48 89 d1", // 10: mov rcx,rdx
                "48 c1 e9 03", // 13: shr rcx,0x3
                "fd", // 17: std
                "f3 48 a5", // 18: rep movsq
                "fc", // 21: cld
                "c3" // 22: ret
            ),
            [Routine.Zero] = Bytes(
                "48 89 f1", // 0: mov rcx,rsi
                "48 c1 e9 03", // 3: shr rcx,0x3
                "31 c0", // 7: xor eax,eax
                "f3 48 ab", // 9: rep stosq
                "c3" // 12: ret
            ),
            [Routine.WalkList] = Bytes(
                "48 8b 07", // 0: mov rax,[rdi]
                "48 83 c7 08", // 3: add rdi,0x8
                "48 89 c1", // 7: mov rcx,rax
                "48 81 e1 00 f0 ff ff", // 10: and rcx,0xfffffffffffff000
                "48 01 d1", // 17: add rcx,rdx (physical to virtual)
                "a8 02", // 20: test al,0x2 (IND_INDIRECTION)
                "48 0f 45 f9", // 22: cmovne rdi,rcx
                "48 ff ce", // 26: dec rsi
                "75 e1", // 29: jne 0
                "c3" // 31: ret
            ),
            [Routine.Spin] = Bytes(
                "48 01 f8", // 0: add rax,rdi
                "48 ff cf", // 3: dec rdi
                "75 f8", // 6: jne 0
                "c3" // 8: ret
            ),
            [Routine.Sha256] = Sha256Code.Bytes,
        };

    /// <summary>arm64: from x3 to x0, both then a page on; offsets from its start.</summary>
    private static ReadOnlySpan<uint> CopyPage =>
        [
            0xa9401464, // 0: ldp x4, x5, [x3]
            0xa9411c66, // 4: ldp x6, x7, [x3, #16]
            0xa9422468, // 8: ldp x8, x9, [x3, #32]
            0xa9432c6a, // 12: ldp x10, x11, [x3, #48]
            0x91010063, // 16: add x3, x3, #0x40
            0xa8001404, // 20: stnp x4, x5, [x0]
            0xa8011c06, // 24: stnp x6, x7, [x0, #16]
            0xa8022408, // 28: stnp x8, x9, [x0, #32]
            0xa8032c0a, // 32: stnp x10, x11, [x0, #48]
            0x91010000, // 36: add x0, x0, #0x40
            0xf2402c7f, // 40: tst x3, #0xfff
            0x54fffea1, // 44: b.ne 0
        ];

    /// <summary>x0, x1, x2 are the arguments; line and zeroing sizes come from CTR_EL0 and DCZID_EL0.</summary>
    private static Dictionary<Routine, byte[]> Arm { get; } =
        new()
        {
            [Routine.CopyPages] = Words([
                0xb4000202, // 0: cbz x2, 64
                0xf8408423, // 4: ldr x3, [x1], #8
                .. CopyPage, // 8
                0xf1000442, // 56: subs x2, x2, #0x1
                0x54fffe41, // 60: b.ne 4
                0xd65f03c0, // 64: ret
            ]),
            [Routine.CopyPagesBarrier] = Words([
                0xb4000222, // 0: cbz x2, 68
                0xf8408423, // 4: ldr x3, [x1], #8
                .. CopyPage, // 8
                0xd5033f9f, // 56: dsb sy
                0xf1000442, // 60: subs x2, x2, #0x1
                0x54fffe21, // 64: b.ne 4
                0xd65f03c0, // 68: ret
            ]),
            [Routine.CopyPagesClean] = Words([
                0xb4000342, // 0: cbz x2, 104
                0xd53b002d, // 4: mrs x13, ctr_el0
                0xd3504dad, // 8: ubfx x13, x13, #16, #4
                0xd280008c, // 12: mov x12, #0x4
                0x9acd218d, // 16: lsl x13, x12, x13
                0xf8408423, // 20: ldr x3, [x1], #8
                0xaa0003ec, // 24: mov x12, x0
                .. CopyPage, // 28
                0xd50b7e2c, // 76: dc civac, x12
                0x8b0d018c, // 80: add x12, x12, x13
                0xeb00019f, // 84: cmp x12, x0
                0x54ffffa3, // 88: b.cc 76
                0xd5033f9f, // 92: dsb sy
                0xf1000442, // 96: subs x2, x2, #0x1
                0x54fffd81, // 100: b.ne 20
                0xd65f03c0, // 104: ret
            ]),
            [Routine.CopyRun] = Words(
                0xb40001a2, // 0: cbz x2, 52
                0xa9401424, // 4: ldp x4, x5, [x1]
                0xa9411c26, // 8: ldp x6, x7, [x1, #16]
                0xa9422428, // 12: ldp x8, x9, [x1, #32]
                0xa9432c2a, // 16: ldp x10, x11, [x1, #48]
                0x91010021, // 20: add x1, x1, #0x40
                0xa8001404, // 24: stnp x4, x5, [x0]
                0xa8011c06, // 28: stnp x6, x7, [x0, #16]
                0xa8022408, // 32: stnp x8, x9, [x0, #32]
                0xa8032c0a, // 36: stnp x10, x11, [x0, #48]
                0x91010000, // 40: add x0, x0, #0x40
                0xf1010042, // 44: subs x2, x2, #0x40
                0x54fffea1, // 48: b.ne 4
                0xd65f03c0 // 52: ret
            ),
            [Routine.Zero] = Words(
                0xb4000261, // 0: cbz x1, 76
                0x8b000021, // 4: add x1, x1, x0
                0xd53b00e3, // 8: mrs x3, dczid_el0
                0x37200123, // 12: tbnz w3, #4, 48
                0x92400c63, // 16: and x3, x3, #0xf
                0xd2800084, // 20: mov x4, #0x4
                0x9ac32084, // 24: lsl x4, x4, x3
                0xd50b7420, // 28: dc zva, x0
                0x8b040000, // 32: add x0, x0, x4
                0xeb01001f, // 36: cmp x0, x1
                0x54ffffa3, // 40: b.cc 28
                0xd65f03c0, // 44: ret
                0xa9007c1f, // 48: stp xzr, xzr, [x0]
                0xa9017c1f, // 52: stp xzr, xzr, [x0, #16]
                0xa9027c1f, // 56: stp xzr, xzr, [x0, #32]
                0xa9037c1f, // 60: stp xzr, xzr, [x0, #48]
                0x91010000, // 64: add x0, x0, #0x40
                0xeb01001f, // 68: cmp x0, x1
                0x54ffff43, // 72: b.cc 48
                0xd65f03c0 // 76: ret
            ),
            [Routine.WalkList] = Words(
                0xf9400003, // 0: ldr x3, [x0]
                0x91002004, // 4: add x4, x0, #0x8
                0x9274cc65, // 8: and x5, x3, #0xfffffffffffff000
                0x8b0200a5, // 12: add x5, x5, x2 (physical to virtual)
                0xf27f007f, // 16: tst x3, #0x2 (IND_INDIRECTION)
                0x9a850080, // 20: csel x0, x4, x5, eq
                0xf1000421, // 24: subs x1, x1, #0x1
                0x54ffff21, // 28: b.ne 0
                0xd65f03c0 // 32: ret
            ),
            [Routine.Spin] = Words(
                0x8b000021, // 0: add x1, x1, x0
                0xf1000400, // 4: subs x0, x0, #0x1
                0x54ffffc1, // 8: b.ne 0
                0xd65f03c0 // 12: ret
            ),
        };

    /// <summary>Instructions of differing length.</summary>
    private static byte[] Bytes(params ReadOnlySpan<string> instructions) =>
        Convert.FromHexString(string.Concat(instructions).Replace(" ", ""));

    /// <summary>Instructions in memory order: little-endian words.</summary>
    private static byte[] Words(params ReadOnlySpan<uint> instructions)
    {
        byte[] code = new byte[instructions.Length * sizeof(uint)];
        for (int i = 0; i < instructions.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(
                code.AsSpan(sizeof(uint) * i),
                instructions[i]
            );
        }

        return code;
    }
}
