// A variable of a module: global memory that begins with what the program wrote.
class Variable {
 public:
  struct Pointer {
    size_t at;
    Variable* to;
    size_t offset;
  };

  Variable(size_t bytes, const void* initial, std::initializer_list<Pointer> pointers = {}) : bytes_(bytes), initial_(initial), pointers_(pointers) {}

  void* place() {
    if (place_ != nullptr) return place_;
    std::vector<char> content(bytes_);
    if (initial_ != nullptr) std::memcpy(content.data(), initial_, bytes_);
    allocate(&place_, bytes_);
    for (const Pointer& pointer : pointers_) {
      const char* to = static_cast<char*>(pointer.to->place()) + pointer.offset;
      std::memcpy(content.data() + pointer.at, &to, sizeof to);
    }
    upload(place_, content.data(), bytes_);
    return place_;
  }

  size_t bytes() const { return bytes_; }

 private:
  size_t bytes_;
  const void* initial_;
  std::vector<Pointer> pointers_;
  void* place_ = nullptr;
};

inline auto copy_to_symbol(Variable& symbol, const void* from, size_t bytes, size_t offset = 0) { return upload(static_cast<char*>(symbol.place()) + offset, from, bytes); }
inline auto copy_from_symbol(void* to, Variable& symbol, size_t bytes, size_t offset = 0) { return download(to, static_cast<char*>(symbol.place()) + offset, bytes); }
inline auto address_of_symbol(void** place, Variable& symbol) { return *place = symbol.place(), download(nullptr, nullptr, 0); }
inline auto size_of_symbol(size_t* bytes, const Variable& symbol) { return *bytes = symbol.bytes(), download(nullptr, nullptr, 0); }

// What kernels allocate comes from here: CUDA's 8 MB, unless the program sets another limit there.
inline Variable& heap() {
  static const size_t words[] = {8 << 20, 4, 0, 0};
  static std::vector<char> content(8 << 20);
  static Variable variable((std::memcpy(content.data(), words, sizeof words), content.size()), content.data());
  return variable;
}

inline Variable& status() {
  static Variable variable(sizeof(unsigned), nullptr);
  return variable;
}

// A kernel whose assertion fails ends a CUDA program's use of the device; here it ends the program, when the kernel is done.
template <typename Queue, size_t Count>
void check_status(const char* kernel, Queue queue, const char* const (&failures)[Count]) {
  unsigned code = 0;
  wait(queue);
  copy_from_symbol(&code, status(), sizeof code);
  if (code == 0 || code > Count) return;
  std::fprintf(stderr, "%s: %s\n", kernel, failures[code - 1]);
  std::exit(1);
}
