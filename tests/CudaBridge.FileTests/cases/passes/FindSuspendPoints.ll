; test: after FindSuspendPoints
target triple = "nvptx64-nvidia-cuda"

define ptx_kernel void @spins(ptr %flag) {
entry:
  br label %loop
loop:
  %v = load volatile i32, ptr %flag
  %done = icmp ne i32 %v, 0
  br i1 %done, label %end, label %loop
end:
  ret void
}
define ptx_kernel void @counts(ptr %next, i32 %n) {
entry:
  br label %loop
loop:
  %v = atomicrmw add ptr %next, i32 1 monotonic
  %more = icmp slt i32 %v, %n
  br i1 %more, label %loop, label %end
end:
  ret void
}
define ptx_kernel void @locks(ptr %lock) {
entry:
  br label %loop
loop:
  %pair = cmpxchg ptr %lock, i32 0, i32 1 monotonic monotonic
  %ok = extractvalue { i32, i1 } %pair, 1
  br i1 %ok, label %end, label %loop
end:
  ret void
}
define ptx_kernel void @retries(ptr %p) {
entry:
  %first = load i32, ptr %p
  br label %loop
loop:
  %old = phi i32 [ %first, %entry ], [ %seen, %loop ]
  %new = mul i32 %old, 3
  %pair = cmpxchg ptr %p, i32 %old, i32 %new monotonic monotonic
  %seen = extractvalue { i32, i1 } %pair, 0
  %ok = extractvalue { i32, i1 } %pair, 1
  br i1 %ok, label %end, label %loop
end:
  ret void
}

; expect:
; define void @spins(ptr %lane, ptr %flag) {
; prologue:
;   br label %entry
;
; entry:
;   br label %loop
;
; loop:
;   %v = load volatile i32, ptr %flag, align 4
;   %done = icmp ne i32 %v, 0
;   call void @cudabridge.yield()
;   br i1 %done, label %end, label %loop
;
; end:
;   ret void
; }
;
; define void @counts(ptr %lane, ptr %next, i32 %n) {
; prologue:
;   br label %entry
;
; entry:
;   br label %loop
;
; loop:
;   %v = atomicrmw add ptr %next, i32 1 monotonic, align 4
;   %more = icmp slt i32 %v, %n
;   br i1 %more, label %loop, label %end
;
; end:
;   ret void
; }
;
; define void @locks(ptr %lane, ptr %lock) {
; prologue:
;   br label %entry
;
; entry:
;   br label %loop
;
; loop:
;   %pair = cmpxchg ptr %lock, i32 0, i32 1 monotonic monotonic, align 4
;   %ok = extractvalue { i32, i1 } %pair, 1
;   call void @cudabridge.yield()
;   br i1 %ok, label %end, label %loop
;
; end:
;   ret void
; }
;
; define void @retries(ptr %lane, ptr %p) {
; prologue:
;   br label %entry
;
; entry:
;   %first = load i32, ptr %p, align 4
;   br label %loop
;
; loop:
;   %old = phi i32 [ %first, %entry ], [ %seen, %loop ]
;   %new = mul i32 %old, 3
;   %pair = cmpxchg ptr %p, i32 %old, i32 %new monotonic monotonic, align 4
;   %seen = extractvalue { i32, i1 } %pair, 0
;   %ok = extractvalue { i32, i1 } %pair, 1
;   br i1 %ok, label %end, label %loop
;
; end:
;   ret void
; }
