; test: after LowerSharedMemory
target triple = "nvptx64-nvidia-cuda"

@a = internal addrspace(3) global [3 x i8] undef
@b = internal addrspace(3) global double undef, align 8
@dynamic = external addrspace(3) global [0 x float], align 4
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
define ptx_kernel void @k(ptr %p, i1 %c) {
  %offset = ptrtoint ptr addrspace(3) @b to i64
  store i64 %offset, ptr %p
  br i1 %c, label %then, label %end
then:
  br label %end
end:
  %x = phi ptr [ addrspacecast (ptr addrspace(3) @a to ptr), %0 ], [ addrspacecast (ptr addrspace(3) @dynamic to ptr), %then ]
  store i8 0, ptr %x
  ret void
}

; expect:
; define ptx_kernel void @k(ptr %p, i1 %c) {
; prologue:
;   br label %0
;
; 0:
;   %1 = call ptr addrspace(3) @cudabridge.shared.base()
;   %2 = call ptr addrspace(3) @cudabridge.shared.base()
;   %dynamic = getelementptr inbounds i8, ptr addrspace(3) %2, i32 16
;   %3 = call ptr addrspace(3) @cudabridge.shared.base()
;   %b = getelementptr inbounds i8, ptr addrspace(3) %3, i32 8
;   %4 = call ptr addrspace(3) @cudabridge.shared.base()
;   %a = getelementptr inbounds i8, ptr addrspace(3) %4, i32 0
;   %5 = ptrtoint ptr addrspace(3) %1 to i64
;   %6 = ptrtoint ptr addrspace(3) %b to i64
;   %7 = sub i64 %6, %5
;   store i64 %7, ptr %p, align 4
;   %8 = addrspacecast ptr addrspace(3) %a to ptr
;   br i1 %c, label %then, label %end
;
; then:
;   %9 = addrspacecast ptr addrspace(3) %dynamic to ptr
;   br label %end
;
; end:
;   %x = phi ptr [ %8, %0 ], [ %9, %then ]
;   store i8 0, ptr %x, align 1
;   ret void
; }
