// Internal of the room: one decision being made. What the actions share is in decide.cpp, what is about applications in
// applications.cpp.
#pragma once

#include "core/pool/pool.h"

namespace qudao::pool {

class Deciding {
 public:
  Deciding(const Rules& rules, const Subject& subject, const Command& command,
           const Context& context);
  Result<Decision, std::vector<Violation>> run();

 private:
  // How somebody comes by a company.
  struct Ways {
    bool is_claim = false;         // counts as one of the day
    bool by_administrator = false; // who left it does not wait
    bool is_handed = false;        // was not asked for
    std::optional<Term> protection;
  };

  void act();
  void enter();
  void add();
  void needs_clear(); // refuses what collides, unless whoever does it has read of it
  Company fresh() const;
  void claim();
  void apply();
  void special();
  void answer();
  void withdraw();
  void correct();
  void release();
  void hand_over();
  void distribute();
  void protect();
  void note();
  void deal();
  void recycle();

  void refuse(std::string code, Map params = {});
  void refuse_until(std::string code, std::string_view param, Timestamp until);
  std::optional<Timestamp> end_of(const Term& term,
                                  Timestamp from); // refuses what the calendar does not know

  bool is_actor(std::string_view person) const;
  bool administers() const;
  bool needs_company();
  bool needs_owner();
  bool leads_owner() const;
  bool needs_administrator();
  bool needs_member();
  bool fits(std::string_view text);
  // Refuses what is kept for others, too; false when it does not lie in the pool.
  bool needs_free(const std::string& person);
  void check_limit(const std::vector<Limit>& limits, bool of_department, std::int64_t has,
                   const char* code);

  bool give(Company next, Ways ways); // to the receiver
  void lose();                        // to the pool
  void ask(const std::string& person, bool special);

  const Rules& rules_;
  const Subject& subject_;
  const Command& command_;
  const Context& context_;
  calendar::Zone zone_;
  const Pool* pool_ = nullptr;
  Decision out_;
  std::vector<Violation> violations_;
};

} // namespace qudao::pool
