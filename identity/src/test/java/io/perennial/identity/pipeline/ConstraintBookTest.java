// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.Purpose;
import io.perennial.domain.RecordId;
import io.perennial.governance.Permit;
import io.perennial.identity.cluster.Constraint.Kind;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.Tables;
import io.perennial.lake.upkeep.LakeErasure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
  void what_is_said_is_numbered_as_it_is_said_with_the_smaller_record_first() {
    book.add(List.of(said(Kind.CANNOT_LINK, 9, 5, 2)));
    book.add(List.of(said(Kind.MUST_LINK, 1, 2, 1)));

    assertThat(book.all()).extracting(StatedConstraint::number).containsExactly(1, 2);
    StatedConstraint first = book.all().get(0);
    assertThat(first.word()).isEqualTo("cannot-link");
    assertThat(first.a()).containsExactly(new RecordId(5));
    assertThat(first.isOf(new RecordId(9), new RecordId(5))).isTrue();
  }

  @Test
  void a_number_is_nobody_elses_when_what_bore_it_is_erased() {
    book.add(List.of(said(Kind.MUST_LINK, 1, 2, 1)));
    book.add(List.of(said(Kind.MUST_LINK, 3, 4, 2)));
    book.add(List.of(said(Kind.MUST_LINK, 5, 6, 3)));

    erase(3);
    assertThat(book.all()).extracting(StatedConstraint::number).containsExactly(1, 3);
    erase(5);
    book.add(List.of(said(Kind.CANNOT_LINK, 7, 8, 4)));
    assertThat(book.all()).extracting(StatedConstraint::number).containsExactly(1, 4);
  }

  private void erase(long record) {
    new LakeErasure(lake.lake(), lake.engine(), Clock.systemUTC(), Tables.ALL)
        .erase(
            Set.of(new RecordId(record)),
            new Permit("test", Purpose.DATA_SUBJECT_REQUEST, Instant.now().plusSeconds(60)));
  }

  private static List<RecordId> records(int from, int to) {
    return IntStream.range(from, to).mapToObj(RecordId::new).toList();
  }

  @Test
  void large_sides_are_kept_apart_by_a_row_for_each_record() {
    List<RecordId> one = records(0, 400);
    List<RecordId> other = records(400, 700);
    book.add(List.of(StatedConstraint.of(Kind.CANNOT_LINK, other, one, NOON, "ada", "")));

    assertThat(lake.lake().table(Tables.IDENTITY_CONSTRAINTS).snapshot().orElseThrow().rows())
        .isEqualTo(700);
    StatedConstraint said = book.all().get(0);
    assertThat(said.a()).isEqualTo(one);
    assertThat(said.b()).isEqualTo(other);
    assertThat(said.isOfPair()).isFalse();
    assertThat(said.isOf(new RecordId(650), new RecordId(3))).isTrue();

    lake.engine().view("said_constraints", lake.lake().table(Tables.IDENTITY_CONSTRAINTS).scan());
    redirectsOfNobody();
    SaidConstraints heard = SaidConstraints.read(lake.engine());
    lake.engine().drop("redirects");
    lake.engine().drop("said_constraints");
    assertThat(heard.of(record -> true)).hasSize(400 * 300);
    assertThat(heard.wasNamed(650)).isTrue();

    book.add(List.of(said(Kind.MUST_LINK, 3, 650, 5)));
    assertThat(ConstraintBook.conflicts(book.all()))
        .hasSize(1)
        .first()
        .satisfies(found -> assertThat(found.setAside().number()).isEqualTo(1));

    assertThat(book.revoke(Set.of(1), NOON.plusSeconds(600))).hasSize(1);
    assertThat(book.all().get(0).a()).isEqualTo(one);
    assertThat(book.all().get(0).holds()).isFalse();
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
        .hasMessage("Invalid constraint: records 1 and 1 (must differ)");
    assertThatThrownBy(() -> said(Kind.REDIRECT, 1, 2, 0))
        .hasMessage("Invalid constraint: people make no redirects");
  }

  private void redirectsOfNobody() {
    lake.engine()
        .load(
            "redirects",
            Batches.of(
                new Batch(
                    List.of(
                        new Field("record_a", ColumnType.LONG),
                        new Field("record_b", ColumnType.LONG),
                        new Field("made_at", ColumnType.TIMESTAMP),
                        new Field("holds", ColumnType.BOOLEAN)),
                    1)));
  }
}
