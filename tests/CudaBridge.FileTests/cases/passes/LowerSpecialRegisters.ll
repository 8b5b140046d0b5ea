; test: after LowerSpecialRegisters
target triple = "nvptx64-nvidia-cuda"

declare i32 @llvm.nvvm.read.ptx.sreg.tid.y()
declare i32 @llvm.nvvm.read.ptx.sreg.nctaid.z()
declare i32 @llvm.nvvm.read.ptx.sreg.lanemask.gt()
declare i32 @llvm.nvvm.read.ptx.sreg.warpsize()
define ptx_kernel void @k(ptr %p) {
  %a = call i32 @llvm.nvvm.read.ptx.sreg.tid.y()
  store volatile i32 %a, ptr %p
  %b = call i32 @llvm.nvvm.read.ptx.sreg.nctaid.z()
  store volatile i32 %b, ptr %p
  %c = call i32 @llvm.nvvm.read.ptx.sreg.lanemask.gt()
  store volatile i32 %c, ptr %p
  %d = call i32 @llvm.nvvm.read.ptx.sreg.warpsize()
  store volatile i32 %d, ptr %p
  ret void
}

; expect:
; define void @k(ptr %lane, ptr %p) {
; prologue:
;   %0 = getelementptr inbounds %struct.cb_lane, ptr %lane, i32 0, i32 1, i32 1
;   %tid.y = load i32, ptr %0, align 4
;   %1 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 0
;   %block = load ptr, ptr %1, align 8
;   %2 = getelementptr inbounds nuw %struct.cb_block, ptr %block, i32 0, i32 2
;   %launch = load ptr, ptr %2, align 8
;   %3 = getelementptr inbounds %struct.cb_launch, ptr %launch, i32 0, i32 0, i32 2
;   %nctaid.z = load i32, ptr %3, align 4
;   %4 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 2
;   %laneid = load i32, ptr %4, align 4
;   %5 = shl i32 1, %laneid
;   %6 = sub i32 %5, 1
;   %7 = or i32 %6, %5
;   %8 = xor i32 %7, -1
;   br label %9
;
; 9:
;   store volatile i32 %tid.y, ptr %p, align 4
;   store volatile i32 %nctaid.z, ptr %p, align 4
;   store volatile i32 %8, ptr %p, align 4
;   store volatile i32 32, ptr %p, align 4
;   ret void
; }
