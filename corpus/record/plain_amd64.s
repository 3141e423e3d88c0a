#include "textflag.h"

// func plainPrefix(data []byte) int
//
// Y0, Y1 and Y2 are 32 quotes, backslashes and blanks. As numbers with a sign the
// control characters and all bytes beyond ASCII are less than a blank.
TEXT ·plainPrefix(SB), NOSPLIT, $0-32
	MOVQ data_base+0(FP), SI
	MOVQ data_len+8(FP), CX
	MOVL $'"', DX
	VMOVD DX, X0
	VPBROADCASTB X0, Y0
	MOVL $'\\', DX
	VMOVD DX, X1
	VPBROADCASTB X1, Y1
	MOVL $' ', DX
	VMOVD DX, X2
	VPBROADCASTB X2, Y2
	XORQ AX, AX     // how many bytes are plain
	SUBQ $32, CX    // the last place where 32 bytes begin

next:
	CMPQ AX, CX
	JGT done
	VMOVDQU (SI)(AX*1), Y3
	VPCMPEQB Y3, Y0, Y4
	VPCMPEQB Y3, Y1, Y5
	VPCMPGTB Y3, Y2, Y6
	VPOR Y4, Y5, Y5
	VPOR Y5, Y6, Y6
	VPMOVMSKB Y6, DX
	TESTL DX, DX
	JNZ found
	ADDQ $32, AX
	JMP next

	// A line feed and a quote, when they are escaped, are most of what is found.
found:
	BSFL DX, DX
	ADDQ DX, AX
	CMPB (SI)(AX*1), $'\\'
	JNE done
	LEAQ 31(CX), DX
	CMPQ AX, DX     // the last byte has none behind it
	JGE done
	MOVBLZX 1(SI)(AX*1), DX
	CMPB DL, $'n'
	JEQ escaped
	CMPB DL, $'"'
	JNE done

escaped:
	ADDQ $2, AX
	JMP next

done:
	MOVQ AX, ret+24(FP)
	VZEROUPPER
	RET
