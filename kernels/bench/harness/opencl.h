// The OpenCL variants' host side, through the ICD loader: the first platform's first device. Exit code 3: there is none.
#pragma once
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>

#include <fstream>
#include <iterator>

#include "bench.h"

namespace bench {

inline void check(cl_int error, const char* call) {
  if (error == CL_SUCCESS) return;
  std::fprintf(stderr, "%s: OpenCL error %d\n", call, error);
  std::exit(2);
}

struct OpenCl {
  cl_device_id device;
  cl_context context;
  cl_command_queue queue;
  cl_program program;

  // source: the .cl file; the build script names it
  explicit OpenCl(const char* source) {
    cl_platform_id platform;
    if (clGetPlatformIDs(1, &platform, nullptr) != CL_SUCCESS || clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 1, &device, nullptr) != CL_SUCCESS) {
      std::fprintf(stderr, "there is no OpenCL device\n");
      std::exit(3);
    }
    cl_int error;
    context = clCreateContext(nullptr, 1, &device, nullptr, nullptr, &error), check(error, "clCreateContext");
    queue = clCreateCommandQueue(context, device, 0, &error), check(error, "clCreateCommandQueue");
    std::ifstream file(source);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const char* pointer = text.c_str();
    program = clCreateProgramWithSource(context, 1, &pointer, nullptr, &error), check(error, "clCreateProgramWithSource");
    if (clBuildProgram(program, 1, &device, "-cl-std=CL1.2", nullptr, nullptr) != CL_SUCCESS) {
      char log[4000] = "";
      clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, sizeof log, log, nullptr);
      std::fprintf(stderr, "%s: %s\n", source, log);
      std::exit(2);
    }
  }

  void finish() { check(clFinish(queue), "clFinish"); }
};

template <class T> class ClBuffer {
  OpenCl& cl;
  size_t count;

public:
  cl_mem memory;

  ClBuffer(OpenCl& owner, size_t n) : cl(owner), count(n) {
    cl_int error;
    memory = clCreateBuffer(cl.context, CL_MEM_READ_WRITE, n * sizeof(T), nullptr, &error);
    check(error, "clCreateBuffer");
  }
  void set(unsigned char value) {
    check(clEnqueueFillBuffer(cl.queue, memory, &value, 1, 0, count * sizeof(T), 0, nullptr, nullptr), "clEnqueueFillBuffer");
  }
  void clear() { set(0xff); }
  void upload(const Array<T>& from) {
    check(clEnqueueWriteBuffer(cl.queue, memory, CL_TRUE, 0, count * sizeof(T), from.data(), 0, nullptr, nullptr), "clEnqueueWriteBuffer");
  }
  const T* download(Array<T>& to) {
    check(clEnqueueReadBuffer(cl.queue, memory, CL_TRUE, 0, count * sizeof(T), to.data(), 0, nullptr, nullptr), "clEnqueueReadBuffer");
    return to.data();
  }
};

class ClKernel {
  OpenCl& cl;
  cl_kernel kernel;

  template <class T> void set(cl_uint index, const T& value) { check(clSetKernelArg(kernel, index, sizeof value, &value), "clSetKernelArg"); }
  template <class T> void set(cl_uint index, const ClBuffer<T>& buffer) { set(index, buffer.memory); }

public:
  ClKernel(OpenCl& owner, const char* name) : cl(owner) {
    cl_int error;
    kernel = clCreateKernel(cl.program, name, &error);
    check(error, "clCreateKernel");
  }
  template <class... T> ClKernel& arguments(const T&... values) {
    cl_uint index = 0;
    (set(index++, values), ...);
    return *this;
  }
  // Sizes as in CUDA: groups and work-items in a group.
  void enqueue(size_t groups, size_t items) {
    size_t global = groups * items;
    check(clEnqueueNDRangeKernel(cl.queue, kernel, 1, nullptr, &global, &items, 0, nullptr, nullptr), "clEnqueueNDRangeKernel");
  }
  void enqueue(size_t groups_x, size_t groups_y, size_t items_x, size_t items_y) {
    size_t global[] = {groups_x * items_x, groups_y * items_y}, local[] = {items_x, items_y};
    check(clEnqueueNDRangeKernel(cl.queue, kernel, 2, nullptr, global, local, 0, nullptr, nullptr), "clEnqueueNDRangeKernel");
  }
};

}  // namespace bench
