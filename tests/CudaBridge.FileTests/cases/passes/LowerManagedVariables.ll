; test: after LowerManagedVariables
target triple = "nvptx64-nvidia-cuda"

@v = addrspace(1) externally_initialized global [2 x i32] [i32 1, i32 2]
@.str = private unnamed_addr constant [19 x i8] c"cudabridge.managed\00", section "llvm.metadata"
@.file = private unnamed_addr constant [2 x i8] c"f\00", section "llvm.metadata"
@llvm.global.annotations = appending global [1 x { ptr, ptr, ptr, i32, ptr }] [{ ptr, ptr, ptr, i32, ptr } { ptr addrspacecast (ptr addrspace(1) @v to ptr), ptr @.str, ptr @.file, i32 1, ptr null }], section "llvm.metadata"
define ptx_kernel void @k(ptr %p) {
  %x = load i32, ptr getelementptr inbounds ([2 x i32], ptr addrspacecast (ptr addrspace(1) @v to ptr), i64 0, i64 1)
  store i32 %x, ptr %p
  ret void
}

; expect:
; define ptx_kernel void @k(ptr %p) {
; prologue:
;   %v = load ptr addrspace(1), ptr @v.cell, align 8
;   br label %0
;
; 0:
;   %1 = addrspacecast ptr addrspace(1) %v to ptr
;   %2 = getelementptr inbounds [2 x i32], ptr %1, i64 0, i64 1
;   %x = load i32, ptr %2, align 4
;   store i32 %x, ptr %p, align 4
;   ret void
; }
