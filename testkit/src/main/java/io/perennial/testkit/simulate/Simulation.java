// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import io.perennial.math.random.RandomSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * A retailer that never was: customers drawn from known Pareto/NBD and Gamma-Gamma parameters, the
 * events they leave behind, and the truth about each of them. The same configuration gives the same
 * bits on any number of threads. Memory is bounded whatever the count of customers. Immutable.
 */
public final class Simulation {

  private static final int CUSTOMERS_PER_BLOCK = 2_048;
  private static final int EVENTS_IN_MEMORY = 1 << 21;

  private final SimulationConfig config;
  private final RandomSource source;
  private final Shop shop;

  private Simulation(SimulationConfig config) {
    this.config = config;
    source = RandomSource.seeded(config.seed());
    Catalogue catalogue = new Catalogue(config.assortment(), source.derive("catalogue"));
    shop = new Shop(catalogue, new People(source.derive("people")), config.currency());
  }

  /** The simulation that {@code config} describes. */
  public static Simulation of(SimulationConfig config) {
    return new Simulation(config);
  }

  public SimulationConfig config() {
    return config;
  }

  /**
   * Hands all events to {@code sink}: customer by customer, each in order of time. Use this where
   * order does not matter; it needs no disk.
   *
   * @param threads how many threads simulate and prepare, at least 1; the caller's accepts
   * @throws IOException if the sink does
   */
  public <P> SimulationTotals run(EventSink<P> sink, int threads) throws IOException {
    Tally tally = new Tally();
    Iterator<Callable<Prepared<P>>> tasks =
        blocks(
            customers -> {
              EventBlock block = events(customers);
              return new Prepared<>(sink.prepare(block), SimulationTotals.of(block));
            });
    OrderedTasks.run(tasks, threads, prepared -> tally.take(prepared, sink));
    return tally.totals;
  }

  /**
   * As {@link #run}, with all events in order of time, as a real export has them; within a second
   * by customer. Sorts by way of files of 50 bytes an event in {@code spillFolder}, which are
   * deleted at the end.
   *
   * @throws IOException if the sink does, or the files cannot be written
   */
  public <P> SimulationTotals runInTimeOrder(EventSink<P> sink, int threads, Path spillFolder)
      throws IOException {
    return runInTimeOrder(sink, threads, spillFolder, EVENTS_IN_MEMORY);
  }

  <P> SimulationTotals runInTimeOrder(
      EventSink<P> sink, int threads, Path spillFolder, int eventsInMemory) throws IOException {
    Tally tally = new Tally();
    try (TimeOrder order = new TimeOrder(shop, spillFolder, eventsInMemory)) {
      OrderedTasks.run(blocks(this::events), threads, order::add);
      Iterator<EventBlock> sorted = order.sorted();
      Iterator<Callable<Prepared<P>>> tasks =
          mapped(sorted, block -> new Prepared<>(sink.prepare(block), SimulationTotals.of(block)));
      OrderedTasks.run(tasks, threads, prepared -> tally.take(prepared, sink));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
    return tally.totals;
  }

  /**
   * The truth about one customer. O(the customer's purchases).
   *
   * @throws IllegalArgumentException if there is no such customer
   */
  public CustomerTruth truth(long customer) {
    if (customer < 0 || customer >= config.customers()) {
      throw new IllegalArgumentException(
          String.format(
              "Unknown customer: %d (must be within [0, %d))", customer, config.customers()));
    }
    return new Customers(config, shop, source).truth(customer);
  }

  /**
   * Hands the truth about every customer to {@code taker}, in order, on the calling thread.
   *
   * @throws IOException if the thread is interrupted
   */
  public void forEachTruth(int threads, Consumer<CustomerTruth> taker) throws IOException {
    OrderedTasks.run(blocks(this::truths), threads, truths -> truths.forEach(taker));
  }

  private EventBlock events(LongStream numbers) {
    Customers customers = new Customers(config, shop, source);
    EventBlock block = new EventBlock(shop, CUSTOMERS_PER_BLOCK * 4);
    numbers.forEach(customer -> customers.appendEvents(customer, block));
    return block;
  }

  private List<CustomerTruth> truths(LongStream numbers) {
    Customers customers = new Customers(config, shop, source);
    List<CustomerTruth> truths = new ArrayList<>(CUSTOMERS_PER_BLOCK);
    numbers.forEach(customer -> truths.add(customers.truth(customer)));
    return truths;
  }

  private <T> Iterator<Callable<T>> blocks(Function<LongStream, T> work) {
    long count = (config.customers() + CUSTOMERS_PER_BLOCK - 1) / CUSTOMERS_PER_BLOCK;
    Iterator<LongStream> ranges =
        LongStream.range(0, count)
            .map(block -> block * CUSTOMERS_PER_BLOCK)
            .mapToObj(
                from ->
                    LongStream.range(
                        from, Math.min(config.customers(), from + CUSTOMERS_PER_BLOCK)))
            .iterator();
    return mapped(ranges, work);
  }

  private static <S, T> Iterator<Callable<T>> mapped(Iterator<S> inputs, Function<S, T> work) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return inputs.hasNext();
      }

      @Override
      public Callable<T> next() {
        S input = inputs.next();
        return () -> work.apply(input);
      }
    };
  }

  private record Prepared<P>(P value, SimulationTotals totals) {}

  private static final class Tally {
    private SimulationTotals totals = SimulationTotals.NOTHING;

    <P> void take(Prepared<P> prepared, EventSink<P> sink) throws IOException {
      sink.accept(prepared.value());
      totals = totals.plus(prepared.totals());
    }
  }
}
