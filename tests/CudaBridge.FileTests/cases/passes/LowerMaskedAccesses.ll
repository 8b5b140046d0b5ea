; test: after LowerMaskedAccesses
; options: -O1 --isa=x86-64-v3 --lanes=64
; functions: k.block.warp
;
; More masked accesses than have branches of their own: loads of 4 and of 1 byte by an index, neighbouring bytes, a store.
target triple = "nvptx64-nvidia-cuda"
target datalayout = "e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64"
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()

define ptx_kernel void @k(ptr %next, ptr %bytes, ptr %out) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %i = zext i32 %t to i64
  %p = getelementptr i8, ptr %bytes, i64 %i
  %at = getelementptr i32, ptr %next, i64 %i
  %j0 = load i32, ptr %at
  %c = icmp slt i32 %j0, 9
  br i1 %c, label %then, label %done
then:
  %e0 = sext i32 %j0 to i64
  %p0 = getelementptr i32, ptr %next, i64 %e0
  %j1 = load i32, ptr %p0
  %e1 = sext i32 %j1 to i64
  %p1 = getelementptr i32, ptr %next, i64 %e1
  %j2 = load i32, ptr %p1
  %b = load i8, ptr %p
  %w = zext i8 %b to i64
  %q = getelementptr i8, ptr %bytes, i64 %w
  %v = load i8, ptr %q
  %r = getelementptr i8, ptr %out, i32 %j2
  store i8 %v, ptr %r
  br label %done
done:
  ret void
}

; expect:
; define internal void @k.block.warp(ptr readnone captures(none) %lanes, ptr readonly captures(none) %params, i32 %threads, ptr readnone captures(none) %slots) {
; entry:
;   %0 = alloca [64 x i64], align 64
;   %1 = alloca [64 x i64], align 64
;   %2 = load ptr, ptr %params, align 8, !invariant.load !0
;   %3 = getelementptr inbounds nuw i8, ptr %params, i64 8
;   %4 = load ptr, ptr %3, align 8, !invariant.load !0
;   %5 = getelementptr inbounds nuw i8, ptr %params, i64 16
;   %6 = load ptr, ptr %5, align 8, !invariant.load !0
;   %7 = add i32 %threads, 63
;   %units4 = lshr i32 %7, 6
;   %umax = tail call i32 @llvm.umax.i32(i32 %units4, i32 1)
;   %wide.trip.count = zext nneg i32 %umax to i64
;   br label %head
;
; all.lanes:
;   %8 = getelementptr i8, ptr %4, i64 %31
;   %9 = sext <64 x i32> %.fr to <64 x i64>
;   %10 = getelementptr i32, ptr %2, <64 x i64> %9
;   %11 = tail call <64 x i32> @llvm.masked.gather.v64i32.v64p0(<64 x ptr> align 4 %10, <64 x i1> splat (i1 true), <64 x i32> poison)
;   %12 = sext <64 x i32> %11 to <64 x i64>
;   %13 = getelementptr i32, ptr %2, <64 x i64> %12
;   %14 = tail call <64 x i32> @llvm.masked.gather.v64i32.v64p0(<64 x ptr> align 4 %13, <64 x i1> splat (i1 true), <64 x i32> poison)
;   %15 = load <64 x i8>, ptr %8, align 1
;   br label %lanes.head18
;
; lanes.head:
;   %16 = getelementptr i8, ptr %4, i64 %31
;   %17 = sext <64 x i32> %.fr to <64 x i64>
;   %18 = getelementptr i32, ptr %2, <64 x i64> %17
;   store <64 x i32> %.fr, ptr %0, align 64
;   %19 = bitcast <64 x i1> %34 to i64
;   %20 = icmp eq i64 %19, 0
;   br i1 %20, label %lanes.head14, label %lanes.loop
;
; lanes.head14:
;   %21 = load <64 x i32>, ptr %1, align 64
;   %22 = sext <64 x i32> %21 to <64 x i64>
;   %23 = getelementptr i32, ptr %2, <64 x i64> %22
;   store <64 x i32> %21, ptr %0, align 64
;   %24 = bitcast <64 x i1> %34 to i64
;   %25 = icmp eq i64 %24, 0
;   br i1 %25, label %lanes.head16, label %lanes.loop15
;
; lanes.head16:
;   %26 = load <64 x i32>, ptr %1, align 64
;   %27 = bitcast <64 x i1> %34 to i64
;   %28 = icmp eq i64 %27, 0
;   br i1 %28, label %some.lanes, label %lanes.loop17
;
; some.lanes:
;   %29 = load <64 x i8>, ptr %1, align 64
;   %30 = freeze <64 x i8> %29
;   br label %lanes.head18
;
; head:
;   %indvars.iv = phi i64 [ %indvars.iv.next, %next ], [ 0, %entry ]
;   %31 = shl i64 %indvars.iv, 6
;   %32 = getelementptr i32, ptr %2, i64 %31
;   %33 = load <64 x i32>, ptr %32, align 4
;   %.fr = freeze <64 x i32> %33
;   %34 = icmp slt <64 x i32> %.fr, splat (i32 9)
;   %35 = bitcast <64 x i1> %34 to i64
;   switch i64 %35, label %lanes.head [
;     i64 0, label %next
;     i64 -1, label %all.lanes
;   ]
;
; lanes.head18:
;   %36 = phi <64 x i8> [ %30, %some.lanes ], [ %15, %all.lanes ]
;   %37 = phi <64 x i1> [ %34, %some.lanes ], [ splat (i1 true), %all.lanes ]
;   %38 = phi <64 x i32> [ %26, %some.lanes ], [ %14, %all.lanes ]
;   %39 = zext <64 x i8> %36 to <64 x i64>
;   %40 = getelementptr i8, ptr %4, <64 x i64> %39
;   store <64 x i8> %36, ptr %0, align 64
;   %41 = bitcast <64 x i1> %37 to i64
;   %42 = icmp eq i64 %41, 0
;   br i1 %42, label %lanes.head20, label %lanes.loop19
;
; lanes.head20:
;   %43 = load <64 x i8>, ptr %1, align 64
;   %44 = sext <64 x i32> %38 to <64 x i64>
;   %45 = getelementptr i8, ptr %6, <64 x i64> %44
;   store <64 x i32> %38, ptr %0, align 64
;   store <64 x i8> %43, ptr %1, align 64
;   %46 = bitcast <64 x i1> %37 to i64
;   %47 = icmp eq i64 %46, 0
;   br i1 %47, label %next.sink.split, label %lanes.loop21
;
; next.sink.split:
;   br label %next
;
; next:
;   %indvars.iv.next = add nuw nsw i64 %indvars.iv, 1
;   %exitcond.not = icmp eq i64 %indvars.iv.next, %wide.trip.count
;   br i1 %exitcond.not, label %after2, label %head
;
; after2:
;   ret void
;
; lanes.loop:
;   %48 = phi i64 [ %19, %lanes.head ], [ %57, %lanes.loop ]
;   %49 = call i64 @llvm.cttz.i64(i64 %48, i1 true)
;   %50 = getelementptr i32, ptr %1, i64 %49
;   %51 = getelementptr i32, ptr %0, i64 %49
;   %52 = load i32, ptr %51, align 4
;   %53 = sext i32 %52 to i64
;   %54 = getelementptr i32, ptr %2, i64 %53
;   %55 = load i32, ptr %54, align 4
;   store i32 %55, ptr %50, align 4
;   %56 = sub i64 %48, 1
;   %57 = and i64 %48, %56
;   %58 = icmp eq i64 %57, 0
;   br i1 %58, label %lanes.head14, label %lanes.loop
;
; lanes.loop15:
;   %59 = phi i64 [ %24, %lanes.head14 ], [ %68, %lanes.loop15 ]
;   %60 = call i64 @llvm.cttz.i64(i64 %59, i1 true)
;   %61 = getelementptr i32, ptr %1, i64 %60
;   %62 = getelementptr i32, ptr %0, i64 %60
;   %63 = load i32, ptr %62, align 4
;   %64 = sext i32 %63 to i64
;   %65 = getelementptr i32, ptr %2, i64 %64
;   %66 = load i32, ptr %65, align 4
;   store i32 %66, ptr %61, align 4
;   %67 = sub i64 %59, 1
;   %68 = and i64 %59, %67
;   %69 = icmp eq i64 %68, 0
;   br i1 %69, label %lanes.head16, label %lanes.loop15
;
; lanes.loop17:
;   %70 = phi i64 [ %27, %lanes.head16 ], [ %76, %lanes.loop17 ]
;   %71 = call i64 @llvm.cttz.i64(i64 %70, i1 true)
;   %72 = getelementptr i8, ptr %1, i64 %71
;   %73 = getelementptr i8, ptr %16, i64 %71
;   %74 = load i8, ptr %73, align 1
;   store i8 %74, ptr %72, align 1
;   %75 = sub i64 %70, 1
;   %76 = and i64 %70, %75
;   %77 = icmp eq i64 %76, 0
;   br i1 %77, label %some.lanes, label %lanes.loop17
;
; lanes.loop19:
;   %78 = phi i64 [ %41, %lanes.head18 ], [ %87, %lanes.loop19 ]
;   %79 = call i64 @llvm.cttz.i64(i64 %78, i1 true)
;   %80 = getelementptr i8, ptr %1, i64 %79
;   %81 = getelementptr i8, ptr %0, i64 %79
;   %82 = load i8, ptr %81, align 1
;   %83 = zext i8 %82 to i64
;   %84 = getelementptr i8, ptr %4, i64 %83
;   %85 = load i8, ptr %84, align 1
;   store i8 %85, ptr %80, align 1
;   %86 = sub i64 %78, 1
;   %87 = and i64 %78, %86
;   %88 = icmp eq i64 %87, 0
;   br i1 %88, label %lanes.head20, label %lanes.loop19
;
; lanes.loop21:
;   %89 = phi i64 [ %46, %lanes.head20 ], [ %98, %lanes.loop21 ]
;   %90 = call i64 @llvm.cttz.i64(i64 %89, i1 true)
;   %91 = getelementptr i8, ptr %1, i64 %90
;   %92 = getelementptr i32, ptr %0, i64 %90
;   %93 = load i32, ptr %92, align 4
;   %94 = sext i32 %93 to i64
;   %95 = getelementptr i8, ptr %6, i64 %94
;   %96 = load i8, ptr %91, align 1
;   store i8 %96, ptr %95, align 1
;   %97 = sub i64 %89, 1
;   %98 = and i64 %89, %97
;   %99 = icmp eq i64 %98, 0
;   br i1 %99, label %next.sink.split, label %lanes.loop21
; }
