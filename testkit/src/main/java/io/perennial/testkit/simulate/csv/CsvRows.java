// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.perennial.domain.Channel;
import io.perennial.domain.EventType;
import io.perennial.testkit.simulate.EventBlock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Turns events into rows. Shared by all threads: it holds only texts that were made once. */
final class CsvRows {

  static final String HEADER =
      "order_id,customer_id,occurred_at,type,channel,product_id,category,brand,"
          + "quantity,amount,discount,currency,country,email\n";

  private static final Map<EventType, byte[]> TYPE = new EnumMap<>(EventType.class);
  private static final Map<Channel, byte[]> CHANNEL = new EnumMap<>(Channel.class);
  private static final byte[][] BAD_DATE =
      bytes("2024-13-45 10:00:00", "0000-00-00 00:00:00", "31/31/2024", "yesterday");
  private static final byte[][] BAD_NUMBER = bytes("n/a", "12abc", "1.2.3", "--5");
  private static final long FUTURE_SECONDS = 2 * 146_097 * 86_400L; // 800 years of the calendar
  private static final byte[] NO_MONEY = ",,,".getBytes(UTF_8);
  private static final byte[] EURO = "\u20ac".getBytes(UTF_8);
  private static final int BYTES_PER_ROW = 160;

  static {
    for (EventType type : EventType.values()) {
      TYPE.put(type, type.word().getBytes(UTF_8));
    }
    for (Channel channel : Channel.values()) {
      CHANNEL.put(channel, channel.word().getBytes(UTF_8));
    }
  }

  private final DirtySpec dirt;
  private final boolean dirty;
  private final AtomicReferenceArray<byte[]> products;

  CsvRows(DirtySpec dirt, int products) {
    this.dirt = dirt;
    this.dirty = !dirt.isClean();
    this.products = new AtomicReferenceArray<>(products);
  }

  /** The rows of a block, and what they come to. */
  Written write(EventBlock block) {
    CsvBuffer buffer = new CsvBuffer(block.rows() * BYTES_PER_ROW + 1_024);
    Map<DirtKind, CsvReport.Dirt> found = new EnumMap<>(DirtKind.class);
    int[] repeated = new int[16];
    int repeats = 0;
    long sum = 0;
    long customer = -1;
    byte[] customerField = {};
    byte[] tail = {};
    for (int row = 0; row < block.rows(); row++) {
      if (block.customer(row) != customer) {
        customer = block.customer(row);
        customerField = block.customerId(row).getBytes(UTF_8);
        tail = (',' + block.countryAndEmail(row, ',') + '\n').getBytes(UTF_8);
      }
      DirtKind kind = dirty ? kindFor(block, row) : null;
      int from = buffer.length();
      writeRow(block, row, kind, buffer, customerField, tail);
      long amount = block.amountCents(row);
      sum += amount;
      if (kind != null) {
        found.merge(kind, new CsvReport.Dirt(1, amount), CsvReport.Dirt::plus);
        if (kind == DirtKind.DUPLICATE) {
          if (repeats + 2 > repeated.length) {
            repeated = Arrays.copyOf(repeated, repeated.length * 2);
          }
          repeated[repeats++] = from;
          repeated[repeats++] = buffer.length();
        }
      }
    }
    for (int i = 0; i < repeats; i += 2) {
      buffer.repeat(repeated[i], repeated[i + 1]);
    }
    return new Written(buffer, new CsvReport(block.rows(), sum, found));
  }

  /** Rows and their truth. */
  record Written(CsvBuffer buffer, CsvReport report) {}

  private @Nullable DirtKind kindFor(EventBlock block, int row) {
    DirtKind kind = dirt.draw(block.customer(row), block.position(row));
    if (kind == null) {
      return null;
    }
    long magnitude = Math.abs(block.amountCents(row));
    boolean possible =
        switch (kind) {
          case BAD_DATE, EMPTY_KEY, DUPLICATE, FUTURE_DATE -> true;
          case BAD_NUMBER, CURRENCY_SIGN -> magnitude > 0;
          case THOUSANDS_SEPARATOR -> magnitude >= 100_000;
        };
    return possible ? kind : null;
  }

  private void writeRow(
      EventBlock block,
      int row,
      @Nullable DirtKind kind,
      CsvBuffer to,
      byte[] customerField,
      byte[] tail) {
    boolean view = block.order(row) == 0;
    if (!view) {
      // O0000000042-1: the customer's name but for its letter
      int from = to.length();
      to.put(customerField);
      to.bytes()[from] = 'O';
      to.put('-');
      to.putNumber(block.order(row));
    }
    to.put(',');
    if (kind != DirtKind.EMPTY_KEY) {
      to.put(customerField);
    }
    to.put(',');
    writeInstant(block, row, kind, to);
    to.put(',');
    to.put(TYPE.get(block.type(row)));
    to.put(',');
    to.put(CHANNEL.get(block.channel(row)));
    to.put(product(block, row));
    if (view) {
      to.put(NO_MONEY);
    } else {
      to.putNumber(block.quantity(row));
      to.put(',');
      writeAmount(block, row, kind, to);
      to.put(',');
      to.putCents(block.discountCents(row));
      to.put(',');
      to.put(block.currency().getBytes(UTF_8));
    }
    to.put(tail);
  }

  private static void writeInstant(
      EventBlock block, int row, @Nullable DirtKind kind, CsvBuffer to) {
    if (kind == DirtKind.BAD_DATE && block.order(row) > 0) {
      to.put(BAD_DATE[variant(block, row, BAD_DATE.length)]);
    } else if (kind == DirtKind.BAD_DATE) {
      // only its instant tells a page view from the next: keep it, or two rows become equal
      to.put('?');
      to.putInstant(block.epochSecond(row));
    } else if (kind == DirtKind.FUTURE_DATE) {
      to.putInstant(block.epochSecond(row) + FUTURE_SECONDS);
    } else {
      to.putInstant(block.epochSecond(row));
    }
  }

  private static void writeAmount(
      EventBlock block, int row, @Nullable DirtKind kind, CsvBuffer to) {
    if (kind == DirtKind.BAD_NUMBER) {
      to.put(BAD_NUMBER[variant(block, row, BAD_NUMBER.length)]);
    } else if (kind == DirtKind.THOUSANDS_SEPARATOR) {
      to.putGroupedCents(block.amountCents(row));
    } else {
      if (kind == DirtKind.CURRENCY_SIGN) {
        to.put(EURO);
      }
      to.putCents(block.amountCents(row));
    }
  }

  /** The three fields of a product with a comma before, between and after; made once. */
  private byte[] product(EventBlock block, int row) {
    int product = block.product(row);
    byte[] made = products.get(product);
    if (made == null) {
      CsvBuffer fields = new CsvBuffer(64);
      for (String text :
          new String[] {block.productId(row), block.category(row), block.brand(row)}) {
        fields.put(',');
        fields.put(CsvBuffer.field(text));
      }
      fields.put(',');
      made = Arrays.copyOf(fields.bytes(), fields.length());
      products.set(product, made);
    }
    return made;
  }

  private static int variant(EventBlock block, int row, int variants) {
    return DirtySpec.variant(block.customer(row), block.position(row), variants);
  }

  private static byte[][] bytes(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
  }
}
