// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import io.perennial.domain.Channel;
import io.perennial.domain.EventType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Some events as columns, in the order in which they are to be written. Do not keep one longer than
 * it is needed: the simulation's memory is the blocks in flight.
 */
public final class EventBlock {

  /** The bytes of one event when it is spilled. */
  static final int BYTES = 50;

  private static final List<EventType> TYPES = List.of(EventType.values());
  private static final List<Channel> CHANNELS = List.of(Channel.values());

  private final Shop shop;
  private int rows;
  private long[] customer;
  private long[] second;
  private long[] amountCents;
  private long[] discountCents;
  private int[] product;
  private int[] quantity;
  private int[] order;
  private int[] position;
  private EventType[] type;
  private Channel[] channel;

  EventBlock(Shop shop, int capacity) {
    this.shop = shop;
    customer = new long[capacity];
    second = new long[capacity];
    amountCents = new long[capacity];
    discountCents = new long[capacity];
    product = new int[capacity];
    quantity = new int[capacity];
    order = new int[capacity];
    position = new int[capacity];
    type = new EventType[capacity];
    channel = new Channel[capacity];
  }

  /** How many events there are; a row below is in [0, rows). */
  public int rows() {
    return rows;
  }

  /** The customer's number, from 0. */
  public long customer(int row) {
    return customer[row];
  }

  /** The customer's name, {@code C0000000042}. */
  public String customerId(int row) {
    return Shop.customerId(customer[row]);
  }

  /** When it happened, in seconds from 1970, UTC. */
  public long epochSecond(int row) {
    return second[row];
  }

  /** {@code ORDER}, {@code RETURN} or {@code PAGE_VIEW}. */
  public EventType type(int row) {
    return type[row];
  }

  public Channel channel(int row) {
    return channel[row];
  }

  /** Which of the customer's orders, from 1; 0 for a page view. A return has that of its order. */
  public int order(int row) {
    return order[row];
  }

  /** The order's name, {@code O0000000042-1}; empty for a page view. */
  public String orderId(int row) {
    return order[row] == 0 ? "" : "O" + Shop.digits(customer[row]) + "-" + order[row];
  }

  /** Which of the customer's events in order of time, from 0. */
  public int position(int row) {
    return position[row];
  }

  /** The product's number, in [0, products of the assortment). */
  public int product(int row) {
    return product[row];
  }

  public String productId(int row) {
    return shop.catalogue().productId(product[row]);
  }

  public String category(int row) {
    return shop.catalogue().category(product[row]);
  }

  public String brand(int row) {
    return shop.catalogue().brand(product[row]);
  }

  /** Pieces; 0 for a page view. */
  public int quantity(int row) {
    return quantity[row];
  }

  /** What was paid, in hundredths; negative for a return, 0 for a page view. */
  public long amountCents(int row) {
    return amountCents[row];
  }

  /** What had been taken off before, in hundredths. */
  public long discountCents(int row) {
    return discountCents[row];
  }

  /** The currency of all amounts. */
  public String currency() {
    return shop.currency();
  }

  /** The customer's country, two letters. Costs about 50 ns: ask once per customer. */
  public String country(int row) {
    return shop.people().person(customer[row]).country();
  }

  /** The customer's invented address. Costs about 100 ns: ask once per customer. */
  public String email(int row) {
    return shop.people().person(customer[row]).email();
  }

  /** Country and address in one go, as CSV writes them: {@code DE,ada.kaya7@example.org}. */
  public String countryAndEmail(int row, char separator) {
    People.Person person = shop.people().person(customer[row]);
    return person.country() + separator + person.email();
  }

  void clear() {
    rows = 0;
  }

  void add(
      long customer,
      long second,
      EventType type,
      Channel channel,
      int product,
      int order,
      int quantity,
      long amountCents,
      long discountCents) {
    int row = nextRow();
    this.customer[row] = customer;
    this.second[row] = second;
    this.type[row] = type;
    this.channel[row] = channel;
    this.product[row] = product;
    this.order[row] = order;
    this.quantity[row] = quantity;
    this.amountCents[row] = amountCents;
    this.discountCents[row] = discountCents;
  }

  void copy(EventBlock from, int row) {
    int to = nextRow();
    customer[to] = from.customer[row];
    second[to] = from.second[row];
    amountCents[to] = from.amountCents[row];
    discountCents[to] = from.discountCents[row];
    product[to] = from.product[row];
    quantity[to] = from.quantity[row];
    order[to] = from.order[row];
    position[to] = from.position[row];
    type[to] = from.type[row];
    channel[to] = from.channel[row];
  }

  void place(int row, int ordinal) {
    position[row] = ordinal;
  }

  void write(int row, ByteBuffer to) {
    to.putLong(customer[row]).putLong(second[row]);
    to.putLong(amountCents[row]).putLong(discountCents[row]);
    to.putInt(product[row]).putInt(quantity[row]).putInt(order[row]).putInt(position[row]);
    to.put((byte) TYPES.indexOf(type[row])).put((byte) CHANNELS.indexOf(channel[row]));
  }

  void read(ByteBuffer from) {
    int row = nextRow();
    customer[row] = from.getLong();
    second[row] = from.getLong();
    amountCents[row] = from.getLong();
    discountCents[row] = from.getLong();
    product[row] = from.getInt();
    quantity[row] = from.getInt();
    order[row] = from.getInt();
    position[row] = from.getInt();
    type[row] = TYPES.get(from.get());
    channel[row] = CHANNELS.get(from.get());
  }

  private int nextRow() {
    if (rows == customer.length) {
      grow(Math.max(16, rows * 2));
    }
    return rows++;
  }

  private void grow(int capacity) {
    customer = Arrays.copyOf(customer, capacity);
    second = Arrays.copyOf(second, capacity);
    amountCents = Arrays.copyOf(amountCents, capacity);
    discountCents = Arrays.copyOf(discountCents, capacity);
    product = Arrays.copyOf(product, capacity);
    quantity = Arrays.copyOf(quantity, capacity);
    order = Arrays.copyOf(order, capacity);
    position = Arrays.copyOf(position, capacity);
    type = Arrays.copyOf(type, capacity);
    channel = Arrays.copyOf(channel, capacity);
  }
}
