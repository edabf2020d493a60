// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.serve.Paging;
import io.perennial.serve.ServedWorkspace;
import io.perennial.serve.index.CustomerIndex;
import io.perennial.serve.index.CustomerSource;
import io.perennial.serve.index.LakeCustomers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * All answers of a workspace at one set of snapshots: nothing that is committed later shows. Safe
 * for use by many threads. Customers are answered from the lake until the index is there.
 */
public final class Answers implements AutoCloseable {

  private final ServedWorkspace workspace;
  private final PinnedLake lake;
  private final Engine engine;
  private final String snapshots;
  private final Instant loadedAt;
  private final Moment moment;
  private final Reading reading;
  private final Once once = new Once();
  private final CustomerAnswers customers;
  private final CustomerList list;
  private final PersonalAnswers personal;
  private final WhatIfAnswers whatIf;
  private final Exports exports;
  private volatile CustomerSource source;

  private Answers(ServedWorkspace workspace, PinnedLake lake, Engine engine) {
    this.workspace = workspace;
    this.lake = lake;
    this.engine = engine;
    this.snapshots = lake.fingerprint();
    this.loadedAt = workspace.clock().instant();
    this.reading = new Reading(lake, engine);
    this.moment = new Moment(reading.asOf(), workspace.currency().getCurrencyCode(), snapshots);
    LakeCustomers slow = new LakeCustomers(lake, engine);
    this.source = slow;
    this.customers = new CustomerAnswers(() -> source, slow, moment);
    this.list = new CustomerList(reading, once, moment, () -> source);
    this.personal = new PersonalAnswers(reading, slow, once, workspace.secret());
    this.whatIf = new WhatIfAnswers(reading, once, workspace);
    this.exports = new Exports(reading);
  }

  /** Opens the newest snapshots. */
  public static Answers open(ServedWorkspace workspace) {
    return open(workspace, PinnedLake::of);
  }

  /** Opens what the tables were when somebody began to write, who is not yet done. */
  static Answers before(Instant writing, ServedWorkspace workspace) {
    return open(workspace, lake -> PinnedLake.before(writing, lake));
  }

  private static Answers open(ServedWorkspace workspace, Function<Lake, PinnedLake> pin) {
    Lake lake = workspace.openLake();
    Engine engine;
    try {
      engine = workspace.openEngine();
    } catch (RuntimeException e) {
      lake.close();
      throw e;
    }
    try {
      return new Answers(workspace, pin.apply(lake), engine);
    } catch (RuntimeException e) {
      try (lake;
          engine) {
        throw e;
      }
    }
  }

  /**
   * Opens or builds the index of customers, which from then on answers.
   *
   * @param folder of indexes
   * @param isStopped whether nobody needs it any more
   * @throws java.util.concurrent.CancellationException when it is stopped
   */
  public void index(Path folder, BooleanSupplier isStopped) {
    source = CustomerIndex.open(folder, indexName(), lake, engine, isStopped);
  }

  /**
   * What the index is called by: the snapshots that it is made of, and the version that makes it.
   */
  String indexName() {
    return lake.fingerprint(CustomerIndex.tables(lake))
        + "-"
        + Integer.toHexString(workspace.version().hashCode());
  }

  /** Whether the list of who is erased is another by now. */
  boolean isErasedSince(Lake now) {
    return !lake.snapshot(Tables.ERASURES).equals(PinnedLake.newest(now, Tables.ERASURES));
  }

  /** Whether the index answers. */
  public boolean isIndexed() {
    return source.isIndexed();
  }

  /** A name for the snapshots: another set, another name. */
  public String snapshots() {
    return snapshots;
  }

  /** The instant that customers are known as of; empty before features were computed. */
  public Optional<Instant> asOf() {
    return moment.asOf();
  }

  /** Of money. */
  public String currency() {
    return moment.currency();
  }

  /** What is served. */
  public StatusAnswer status() {
    return new StatusAnswer(
        workspace.name(),
        workspace.version(),
        moment.currency(),
        workspace.zone().getId(),
        moment.asOf(),
        snapshots,
        loadedAt,
        isIndexed(),
        lake.snapshot(Tables.CUSTOMERS).map(each -> each.rows()).orElse(0L),
        Tables.ALL.stream()
            .flatMap(
                table ->
                    lake.snapshot(table).stream()
                        .map(
                            at ->
                                new StatusAnswer.TableRow(
                                    table.name(),
                                    table.meaning(),
                                    at.rows(),
                                    Long.toString(at.id()),
                                    at.at())))
            .toList());
  }

  /** One customer. */
  public CustomerAnswers customers() {
    return customers;
  }

  /** Many customers. */
  public CustomerList list() {
    return list;
  }

  /** What sources say of customers. */
  public PersonalAnswers personal() {
    return personal;
  }

  /** Segments. */
  public SegmentAnswers segments() {
    return new SegmentAnswers(reading, once, moment);
  }

  /** The company. */
  public PortfolioAnswers portfolio() {
    return new PortfolioAnswers(reading, once, moment);
  }

  /** What customers are worth, together. */
  public ValueAnswers values() {
    return new ValueAnswers(reading, once, moment);
  }

  /** Scenarios. */
  public WhatIfAnswers whatIf() {
    return whatIf;
  }

  /** Runs, models, quality. */
  public RunAnswers runs() {
    return new RunAnswers(reading, once);
  }

  /** What is decided. */
  public ActionAnswers actions() {
    return new ActionAnswers(reading, once);
  }

  /** Whole tables. */
  public Exports exports() {
    return exports;
  }

  /** A part of a list that is at hand whole. */
  public <T> Page<T> page(List<T> all, Paging part) {
    return Page.of(all, part, moment);
  }

  @Override
  public void close() {
    try {
      engine.close();
    } finally {
      lake.close();
    }
  }
}
