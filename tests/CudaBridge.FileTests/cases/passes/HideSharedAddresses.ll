; test: after HideSharedAddresses
target triple = "nvptx64-nvidia-cuda"

@s = internal addrspace(3) global [4 x i32] undef
define ptx_kernel void @k(ptr %out, i64 %i) {
  store i32 ptrtoint (ptr addrspace(3) getelementptr ([4 x i32], ptr addrspace(3) @s, i64 0, i64 2) to i32), ptr %out
  %p = inttoptr i64 %i to ptr addrspace(3)
  %v = load i32, ptr addrspace(3) %p
  store i32 %v, ptr %out
  ret void
}

; expect:
; define ptx_kernel void @k(ptr %out, i64 %i) {
;   %1 = call i64 @cudabridge.shared.offset(ptr addrspace(3) getelementptr ([4 x i32], ptr addrspace(3) @s, i64 0, i64 2))
;   %2 = trunc i64 %1 to i32
;   store i32 %2, ptr %out, align 4
;   %3 = call ptr addrspace(3) @cudabridge.shared.place(i64 %i)
;   %v = load i32, ptr addrspace(3) %3, align 4
;   store i32 %v, ptr %out, align 4
;   ret void
; }
