// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.identity.cluster.Constraint.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConstraintsTest {

  private static final Constraint ONE_TWO = new Constraint(Kind.MUST_LINK, 1, 2, 10);
  private static final Constraint TWO_THREE = new Constraint(Kind.MUST_LINK, 2, 3, 20);
  private static final Constraint NOT_ONE_THREE = new Constraint(Kind.CANNOT_LINK, 1, 3, 30);

  private static Constraints of(int nodes, Constraint... all) {
    ConstraintsBuilder builder = new ConstraintsBuilder(nodes);
    List.of(all).forEach(builder::add);
    return builder.build();
  }

  @Test
  void links_make_units_named_by_their_smallest_node() {
    Constraints constraints = of(5, TWO_THREE, ONE_TWO);

    assertThat(constraints.unit(3)).isEqualTo(1);
    assertThat(constraints.unit(4)).isEqualTo(4);
    assertThat(constraints.contradictions()).isEmpty();
  }

  @Test
  void apart_holds_between_all_of_two_units() {
    Constraints constraints = of(6, ONE_TWO, new Constraint(Kind.CANNOT_LINK, 4, 2, 5));

    assertThat(constraints.apart(1, 4)).isTrue();
    assertThat(constraints.apart(4, 1)).isTrue();
    assertThat(constraints.apart(1, 2)).isFalse();
    assertThat(constraints.apart(0, 4)).isFalse();
  }

  @Test
  void of_what_contradicts_the_later_holds_and_the_earlier_is_reported_with_it() {
    Constraints constraints = of(4, ONE_TWO, TWO_THREE, NOT_ONE_THREE);

    assertThat(constraints.contradictions())
        .containsExactly(new Contradiction(ONE_TWO, List.of(NOT_ONE_THREE, TWO_THREE), true));
    assertThat(constraints.unit(3)).isEqualTo(2);
    assertThat(constraints.apart(1, 2)).isTrue();
  }

  @Test
  void apart_that_was_said_before_is_set_aside_with_what_links() {
    Constraint early = new Constraint(Kind.CANNOT_LINK, 3, 1, 1);

    Constraints constraints = of(4, early, ONE_TWO, TWO_THREE);

    assertThat(constraints.contradictions())
        .containsExactly(new Contradiction(early, List.of(TWO_THREE, ONE_TWO), true));
    assertThat(constraints.apart(1, 3)).isFalse();
    assertThat(constraints.unit(3)).isEqualTo(1);
  }

  @Test
  void of_the_same_instant_apart_holds() {
    Constraint link = new Constraint(Kind.MUST_LINK, 0, 1, 7);

    assertThat(of(2, link, new Constraint(Kind.CANNOT_LINK, 0, 1, 7)).apart(0, 1)).isTrue();
  }

  @Test
  void redirects_in_a_circle_are_one_customer_and_reported_once_with_all_of_them() {
    Constraint first = new Constraint(Kind.REDIRECT, 0, 1, 1);
    Constraint second = new Constraint(Kind.REDIRECT, 1, 2, 2);
    Constraint third = new Constraint(Kind.REDIRECT, 2, 0, 3);
    Constraint into = new Constraint(Kind.REDIRECT, 3, 0, 4);

    Constraints constraints = of(5, first, second, third, into);

    assertThat(constraints.unit(2)).isZero();
    assertThat(constraints.unit(3)).isZero();
    assertThat(constraints.contradictions())
        .containsExactly(new Contradiction(third, List.of(second, first), false));
  }

  @Test
  void a_redirect_that_was_changed_is_no_circle() {
    Constraints constraints =
        of(
            3,
            new Constraint(Kind.REDIRECT, 0, 1, 1),
            new Constraint(Kind.REDIRECT, 0, 2, 2),
            new Constraint(Kind.REDIRECT, 1, 0, 3));

    assertThat(constraints.contradictions()).isEmpty();
  }

  @Test
  void values_of_which_one_is_allowed_keep_apart() {
    Constraints constraints =
        new ConstraintsBuilder(5)
            .exclusive("email", 0, 0)
            .exclusive("email", 1, 1)
            .exclusive("email", 2, 0)
            .exclusive("card", 3, 9)
            .build();

    assertThat(constraints.apart(0, 1)).isTrue();
    assertThat(constraints.apart(0, 2)).isFalse();
    assertThat(constraints.apart(0, 3)).isFalse();
    assertThat(constraints.apart(0, 4)).isFalse();
  }

  @Test
  void a_person_outweighs_the_rule_of_one_value() {
    Constraints constraints =
        new ConstraintsBuilder(5)
            .exclusive("email", 0, 0)
            .exclusive("email", 1, 1)
            .exclusive("email", 2, 0)
            .exclusive("email", 3, 1)
            .exclusive("email", 4, 2)
            .mustLink(0, 1, 1)
            .build();

    assertThat(constraints.apart(2, 3)).as("both are that person's addresses").isFalse();
    assertThat(constraints.apart(2, 4)).isTrue();
    assertThat(constraints.contradictions())
        .as("the rule that does not hold, with what outweighs it")
        .containsExactly(
            new Contradiction(
                new Constraint(Kind.CANNOT_LINK, 0, 1, Long.MIN_VALUE),
                List.of(new Constraint(Kind.MUST_LINK, 0, 1, 1)),
                true,
                Optional.of("email")));
  }

  @Test
  void what_cannot_be_meant_is_refused() {
    assertThatThrownBy(() -> new ConstraintsBuilder(3).cannotLink(1, 1, 0))
        .hasMessage("Invalid constraint: CANNOT_LINK 1, 1 (must be two different nodes)");
    assertThatThrownBy(() -> new ConstraintsBuilder(3).mustLink(1, 3, 0))
        .hasMessage("Invalid node: 3 (must be below 3)");
    assertThatThrownBy(() -> new ConstraintsBuilder(3).exclusive("email", 1, -1))
        .hasMessage("Invalid code of email: -1 (must be >= 0)");
  }

  @Property(tries = 300)
  void what_holds_is_free_of_contradictions_in_any_order_of_telling(
      @ForAll @IntRange(min = 2, max = 8) int n, @ForAll long seed) {
    Random random = new Random(seed);
    List<Kind> kinds = List.copyOf(EnumSet.allOf(Kind.class));
    List<Constraint> said = new ArrayList<>();
    for (int i = random.nextInt(15); i > 0; i--) {
      int a = random.nextInt(n);
      int b = (a + 1 + random.nextInt(n - 1)) % n;
      said.add(new Constraint(kinds.get(random.nextInt(3)), a, b, random.nextInt(20)));
    }
    Constraints constraints = of(n, said.toArray(Constraint[]::new));
    List<Constraint> aside = new ArrayList<>();
    for (Contradiction contradiction : constraints.contradictions()) {
      if (contradiction.setAside()) {
        aside.add(contradiction.constraint());
        List<Constraint> both = new ArrayList<>(contradiction.against());
        both.add(contradiction.constraint());
        assertThat(of(n, both.toArray(Constraint[]::new)).contradictions())
            .as("what is reported contradicts itself")
            .anyMatch(Contradiction::setAside);
        assertThat(contradiction.against())
            .allMatch(c -> c.at() >= contradiction.constraint().at());
      }
    }
    for (Constraint constraint : said) {
      boolean together = constraints.unit(constraint.a()) == constraints.unit(constraint.b());
      if (!aside.contains(constraint)) {
        assertThat(together).as(constraint.toString()).isEqualTo(constraint.links());
        assertThat(constraints.apart(constraint.a(), constraint.b()))
            .isEqualTo(!constraint.links());
      }
    }
    Collections.shuffle(said, random);
    Constraints again = of(n, said.toArray(Constraint[]::new));
    assertThat(again.contradictions()).isEqualTo(constraints.contradictions());
  }
}
