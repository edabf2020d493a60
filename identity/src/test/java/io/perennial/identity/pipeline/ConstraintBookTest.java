// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.RecordId;
import io.perennial.identity.cluster.Constraint.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstraintBookTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;
  private ResolvedLake lake;
  private ConstraintBook book;

  @BeforeEach
  void open() {
    lake = new ResolvedLake(folder);
    book = new ConstraintBook(lake.lake(), lake.engine());
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private static StatedConstraint said(Kind kind, long one, long other, int minute) {
    return StatedConstraint.of(
        kind, new RecordId(one), new RecordId(other), NOON.plusSeconds(60L * minute), "ada", "");
  }

  @Test
  void an_empty_book_says_nothing() {
    assertThat(book.all()).isEmpty();
    assertThat(book.revoke(Set.of(1), NOON)).isEmpty();
  }

  @Test
  void what_is_said_is_numbered_by_time_with_the_smaller_record_first() {
    book.add(List.of(said(Kind.CANNOT_LINK, 9, 5, 2)));
    book.add(List.of(said(Kind.MUST_LINK, 1, 2, 1)));

    assertThat(book.all()).extracting(StatedConstraint::number).containsExactly(1, 2);
    assertThat(book.all().get(1).word()).isEqualTo("cannot-link");
    assertThat(book.all().get(1).a()).isEqualTo(new RecordId(5));
    assertThat(book.all().get(1).isOf(new RecordId(9), new RecordId(5))).isTrue();
  }

  @Test
  void the_same_words_are_written_once_while_they_hold() {
    book.add(List.of(said(Kind.MUST_LINK, 1, 2, 1), said(Kind.MUST_LINK, 2, 1, 2)));

    assertThat(book.add(List.of(said(Kind.MUST_LINK, 1, 2, 3)))).isEmpty();
    assertThat(book.all()).hasSize(1);

    book.revoke(Set.of(1), NOON.plusSeconds(600));
    assertThat(book.add(List.of(said(Kind.MUST_LINK, 1, 2, 20)))).hasSize(1);
    assertThat(book.all()).extracting(StatedConstraint::holds).containsExactly(false, true);
  }

  @Test
  void what_is_revoked_stays_in_the_book_with_the_time() {
    book.add(List.of(said(Kind.MUST_LINK, 1, 2, 1), said(Kind.CANNOT_LINK, 3, 4, 2)));

    List<StatedConstraint> revoked = book.revoke(Set.of(2, 7), NOON.plusSeconds(900));

    assertThat(revoked).extracting(StatedConstraint::number).containsExactly(2);
    assertThat(book.all().get(1).revokedAt()).contains(NOON.plusSeconds(900));
    assertThat(book.all().get(0).holds()).isTrue();
    assertThat(book.revoke(Set.of(2), NOON.plusSeconds(999))).isEmpty();
  }

  @Test
  void contradictions_are_told_with_both_and_the_later_holds() {
    book.add(List.of(said(Kind.MUST_LINK, 1, 2, 1), said(Kind.MUST_LINK, 2, 3, 2)));
    book.add(List.of(said(Kind.CANNOT_LINK, 1, 3, 3)));

    List<ConstraintBook.Conflict> conflicts = ConstraintBook.conflicts(book.all());

    assertThat(conflicts).hasSize(1);
    assertThat(conflicts.get(0).setAside().number()).isEqualTo(1);
    assertThat(conflicts.get(0).against())
        .extracting(StatedConstraint::number)
        .containsExactlyInAnyOrder(2, 3);

    book.revoke(Set.of(3), NOON.plusSeconds(900));
    assertThat(ConstraintBook.conflicts(book.all())).isEmpty();
  }

  @Test
  void nobody_can_say_anything_of_one_record_alone() {
    assertThatThrownBy(() -> said(Kind.MUST_LINK, 1, 1, 0))
        .hasMessage("Invalid constraint: records 1 and 1 (must ascend, and differ)");
    assertThatThrownBy(() -> said(Kind.REDIRECT, 1, 2, 0))
        .hasMessage("Invalid constraint: people make no redirects");
  }
}
