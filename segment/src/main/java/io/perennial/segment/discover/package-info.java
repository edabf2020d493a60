// SPDX-License-Identifier: Apache-2.0
/** Groups of customers who behave alike, found without rules, and kept from one fit to the next. */
@NullMarked
package io.perennial.segment.discover;

import org.jspecify.annotations.NullMarked;
