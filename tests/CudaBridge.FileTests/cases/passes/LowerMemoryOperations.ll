; test: after LowerMemoryOperations
target triple = "nvptx64-nvidia-cuda"

declare void @llvm.nvvm.membar.gl()
declare void @llvm.nvvm.membar.cta()
declare i1 @llvm.nvvm.isspacep.shared(ptr)
declare i32 @llvm.nvvm.atomic.inc.gen.i.cta.i32.p0(ptr, i32)
declare void @llvm.nvvm.cp.async.ca.shared.global.8.s(ptr addrspace(3), ptr addrspace(1), i32)
declare void @llvm.nvvm.cp.async.wait.all()
define ptx_kernel void @k(ptr %p, ptr addrspace(1) %g, i32 %n) {
  call void @llvm.nvvm.membar.gl()
  call void @llvm.nvvm.membar.cta()
  %s = call i1 @llvm.nvvm.isspacep.shared(ptr %p)
  store i1 %s, ptr %p
  %i = call i32 @llvm.nvvm.atomic.inc.gen.i.cta.i32.p0(ptr %p, i32 9)
  %a = atomicrmw fadd ptr %p, float 1.0 syncscope("block") monotonic
  %l = load atomic i32, ptr %p syncscope("device") acquire, align 4
  call void @llvm.nvvm.cp.async.ca.shared.global.8.s(ptr addrspace(3) null, ptr addrspace(1) %g, i32 %n)
  call void @llvm.nvvm.cp.async.wait.all()
  ret void
}

; expect:
; define void @k(ptr %lane, ptr %p, ptr addrspace(1) %g, i32 %n) {
; prologue:
;   %0 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 0
;   %block = load ptr, ptr %0, align 8
;   %1 = getelementptr inbounds nuw %struct.cb_block, ptr %block, i32 0, i32 4
;   %shared_base = load ptr addrspace(3), ptr %1, align 8
;   %2 = getelementptr inbounds nuw %struct.cb_block, ptr %block, i32 0, i32 2
;   %launch = load ptr, ptr %2, align 8
;   %3 = getelementptr inbounds nuw %struct.cb_launch, ptr %launch, i32 0, i32 7
;   %kernel = load ptr, ptr %3, align 8
;   %4 = getelementptr inbounds nuw %struct.cb_kernel, ptr %kernel, i32 0, i32 6
;   %dynamic_shared_offset = load i32, ptr %4, align 4
;   %5 = getelementptr inbounds nuw %struct.cb_launch, ptr %launch, i32 0, i32 2
;   %dynamic_smem_size = load i32, ptr %5, align 4
;   %6 = add i32 %dynamic_shared_offset, %dynamic_smem_size
;   br label %7
;
; 7:
;   fence seq_cst
;   fence syncscope("singlethread") seq_cst
;   %8 = ptrtoint ptr %p to i64
;   %9 = zext i32 %6 to i64
;   %10 = ptrtoint ptr addrspace(3) %shared_base to i64
;   %11 = sub i64 %8, %10
;   %12 = icmp ult i64 %11, %9
;   store i1 %12, ptr %p, align 1
;   %13 = atomicrmw uinc_wrap ptr %p, i32 9 monotonic, align 4
;   %a = atomicrmw fadd ptr %p, float 1.000000e+00 monotonic, align 4
;   %l = load atomic i32, ptr %p acquire, align 4
;   call void @llvm.memset.p3.i64(ptr addrspace(3) align 8 null, i8 0, i64 8, i1 false)
;   %14 = zext i32 %n to i64
;   call void @llvm.memcpy.p3.p1.i64(ptr addrspace(3) align 8 null, ptr addrspace(1) align 1 %g, i64 %14, i1 false)
;   ret void
; }
