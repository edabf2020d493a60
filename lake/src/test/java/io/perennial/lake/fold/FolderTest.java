// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.EventRow;
import io.perennial.lake.SampleFold;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The folder against grouping and filtering once for each as-of instant. */
class FolderTest {

  @Property(tries = 500)
  void reads_what_is_known_before_each_instant(
      @ForAll("rows") List<SampleFold.Row> rows, @ForAll("instants") Set<Long> instants) {
    List<AsOf> asOfs = instants.stream().sorted().map(AsOf::new).toList();

    assertThat(fold(rows, asOfs)).isEqualTo(SampleFold.plainly(rows, asOfs));
  }

  @Provide
  Arbitrary<List<SampleFold.Row>> rows() {
    return Combinators.combine(
            Arbitraries.longs().between(-2, 2),
            Arbitraries.longs().between(-5, 15),
            Arbitraries.longs().between(0, 1_000),
            Arbitraries.doubles().between(-10, 10).injectNull(0.2),
            Arbitraries.of("a", "b", "").injectNull(0.2),
            Arbitraries.longs().injectNull(0.2))
        .as(SampleFold.Row::new)
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<Set<Long>> instants() {
    return Arbitraries.longs().between(-6, 17).set().ofMinSize(1).ofMaxSize(6);
  }

  @Test
  void does_not_know_an_event_at_the_instant_itself() {
    SampleFold.Row row = new SampleFold.Row(1L, 10L, 0, 1.0, "a", 1L);

    assertThat(fold(List.of(row), List.of(new AsOf(10)))).isEmpty();
    assertThat(fold(List.of(row), List.of(new AsOf(11)))).hasSize(1);
  }

  @Test
  void writes_nothing_when_there_are_no_events() {
    assertThat(fold(List.of(), List.of(new AsOf(10)))).isEmpty();
  }

  @Test
  void tells_keys_apart_that_touch() {
    List<SampleFold.Row> rows =
        List.of(
            new SampleFold.Row(Long.MIN_VALUE, 5L, 0, 1.0, "a", 1L),
            new SampleFold.Row(0L, 5L, 0, 2.0, "b", 1L),
            new SampleFold.Row(Long.MAX_VALUE, 5L, 0, 3.0, "c", 1L));
    List<AsOf> asOfs = List.of(new AsOf(6), new AsOf(7));

    assertThat(fold(rows, asOfs)).hasSize(6).isEqualTo(SampleFold.plainly(rows, asOfs));
  }

  private static List<SampleFold.Result> fold(List<SampleFold.Row> rows, List<AsOf> asOfs) {
    SampleFold fold = new SampleFold();
    Batch out = new Batch(Folder.fields(fold), 16);
    Folder<SampleFold.State> folder = new Folder<>(fold, asOfs, out);
    rows.stream()
        .sorted(
            Comparator.comparing(SampleFold.Row::key)
                .thenComparing(SampleFold.Row::time)
                .thenComparing(SampleFold.Row::tie))
        .map(Given::new)
        .forEach(folder::add);
    folder.end();
    return SampleFold.results(out);
  }

  /** A row as the fold's columns: amount, product, score. */
  private record Given(SampleFold.Row row) implements EventRow {

    @Override
    public long key() {
      return row.key() == null ? 0 : row.key();
    }

    @Override
    public long atMicros() {
      return row.time() == null ? 0 : row.time();
    }

    @Override
    public boolean isNull(int column) {
      return switch (column) {
        case 0 -> row.amount() == null;
        case 1 -> row.product() == null;
        default -> row.score() == null;
      };
    }

    @Override
    public long longAt(int column) {
      return row.score() == null ? 0 : row.score();
    }

    @Override
    public double doubleAt(int column) {
      return row.amount() == null ? Double.NaN : row.amount();
    }

    @Override
    public String textAt(int column) {
      return row.product() == null ? "" : row.product();
    }
  }
}
