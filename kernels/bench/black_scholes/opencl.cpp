#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::OpenCl cl(KERNELS);
  bench::ClBuffer<float> price(cl, p.n), strike(cl, p.n), years(cl, p.n), call(cl, p.n), put(cl, p.n);
  bench::ClKernel black_scholes(cl, "black_scholes");
  black_scholes.arguments(price, strike, years, call, put, p.n);
  return bench::serve(
      [&] { price.upload(p.price), strike.upload(p.strike), years.upload(p.years), call.clear(), put.clear(); },
      [&] {
        black_scholes.enqueue((p.n + 255) / 256, 256);
        cl.finish();
      },
      [&] { return call.download(p.call), put.download(p.put), p.check(); });
}
