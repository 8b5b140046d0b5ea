// What warp operations compute, as the PTX ISA manual defines them (9.7.9.6 shfl.sync, 9.7.13 vote, match, redux, elect).
#include "internal.h"

// b packs the clamp (bits 0-4) and the segment mask (bits 8-12).
static void shuffle(group_state* warp, uint32_t group) {
  FOR_EACH_LANE(i, group) {
    unit_state* state = &warp->units[i];
    const int32_t clamp = (int32_t)(state->b & 31), segment = (int32_t)(state->b >> 8 & 31), lane = (int32_t)i, by = (int32_t)(state->a & 31);
    const int32_t low = lane & segment, high = low | (clamp & ~segment);
    int32_t from;
    bool in_range;
    switch (state->op) {
      case CB_WARP_SHFL_UP: from = lane - by; in_range = from >= high; break;
      case CB_WARP_SHFL_DOWN: from = lane + by; in_range = from <= high; break;
      case CB_WARP_SHFL_BFLY: from = lane ^ by; in_range = from <= high; break;
      default: from = low | (by & ~segment); in_range = from <= high; break;
    }
    // Reading a lane that does not take part is undefined; the lane's own value is the mildest answer.
    bool readable = in_range && (group >> (uint32_t)from & 1);
    state->lane->result = warp->units[readable ? (uint32_t)from : i].value;
    state->lane->result_pred = in_range;
  }
}

static uint32_t ballot(const group_state* warp, uint32_t group) {
  uint32_t votes = 0;
  FOR_EACH_LANE(i, group) if (warp->units[i].value) votes |= 1u << i;
  return votes;
}

static uint32_t equal_to(const group_state* warp, uint32_t group, uint64_t value) {
  uint32_t same = 0;
  FOR_EACH_LANE(i, group) if (warp->units[i].value == value) same |= 1u << i;
  return same;
}

static uint32_t combine(uint32_t op, uint32_t a, uint32_t b) {
  switch (op) {
    case CB_WARP_REDUX_ADD: return a + b;
    case CB_WARP_REDUX_UMIN: return a < b ? a : b;
    case CB_WARP_REDUX_UMAX: return a > b ? a : b;
    case CB_WARP_REDUX_SMIN: return (int32_t)a < (int32_t)b ? a : b;
    case CB_WARP_REDUX_SMAX: return (int32_t)a > (int32_t)b ? a : b;
    case CB_WARP_REDUX_AND: return a & b;
    case CB_WARP_REDUX_OR: return a | b;
    default: return a ^ b;
  }
}

static uint32_t reduce(const group_state* warp, uint32_t group, uint32_t op) {
  uint32_t first = (uint32_t)__builtin_ctz(group), result = (uint32_t)warp->units[first].value;
  FOR_EACH_LANE(i, group & (group - 1)) result = combine(op, result, (uint32_t)warp->units[i].value);
  return result;
}

static void answer_all(group_state* warp, uint32_t group, uint64_t result) {
  FOR_EACH_LANE(i, group) {
    warp->units[i].lane->result = result;
    warp->units[i].lane->result_pred = result != 0;
  }
}

void evaluate_warp_op(group_state* warp, uint32_t group) {
  const uint32_t leader = (uint32_t)__builtin_ctz(group), op = warp->units[leader].op;
  switch (op) {
    case CB_WARP_SYNC: answer_all(warp, group, 0); break;
    case CB_WARP_SHFL_IDX: case CB_WARP_SHFL_UP: case CB_WARP_SHFL_DOWN: case CB_WARP_SHFL_BFLY: shuffle(warp, group); break;
    case CB_WARP_VOTE_ALL: answer_all(warp, group, ballot(warp, group) == group); break;
    case CB_WARP_VOTE_ANY: answer_all(warp, group, ballot(warp, group) != 0); break;
    case CB_WARP_VOTE_UNI: {
      uint32_t votes = ballot(warp, group);
      answer_all(warp, group, votes == group || votes == 0);
      break;
    }
    case CB_WARP_BALLOT: answer_all(warp, group, ballot(warp, group)); break;
    case CB_WARP_MATCH_ANY:
      FOR_EACH_LANE(i, group) warp->units[i].lane->result = equal_to(warp, group, warp->units[i].value);
      break;
    case CB_WARP_MATCH_ALL: answer_all(warp, group, equal_to(warp, group, warp->units[leader].value) == group ? group : 0); break;
    case CB_WARP_ELECT:
      answer_all(warp, group, leader);
      FOR_EACH_LANE(i, group) warp->units[i].lane->result_pred = i == leader;
      break;
    case CB_WARP_ACTIVEMASK: answer_all(warp, group, group); break;
    default: answer_all(warp, group, reduce(warp, group, op)); break;
  }
}
