; test: after InlineDeviceFunctions
; options: -O2
target triple = "nvptx64-nvidia-cuda"

declare void @llvm.nvvm.bar.warp.sync(i32)
define i32 @small(i32 %x) {
  %y = add i32 %x, 1
  ret i32 %y
}
define i32 @meets(i32 %x) noinline {
  call void @llvm.nvvm.bar.warp.sync(i32 -1)
  %y = mul i32 %x, 3
  ret i32 %y
}
define i32 @kept(i32 %x) noinline {
  %y = sub i32 %x, 5
  ret i32 %y
}
define ptx_kernel void @k(ptr %p, i32 %x) {
  %a = call i32 @small(i32 %x)
  %b = call i32 @meets(i32 %a)
  %c = call i32 @kept(i32 %b)
  store i32 %c, ptr %p
  ret void
}

; expect:
; define internal fastcc i32 @kept(i32 %x) unnamed_addr {
;   %y = add i32 %x, -5
;   ret i32 %y
; }
;
; define ptx_kernel void @k(ptr writeonly captures(none) initializes((0, 4)) %p, i32 %x) {
;   tail call void @llvm.nvvm.bar.warp.sync(i32 -1)
;   %1 = mul i32 %x, 3
;   %y.i1 = add i32 %1, 3
;   %c = tail call fastcc i32 @kept(i32 %y.i1)
;   store i32 %c, ptr %p, align 4
;   ret void
; }
