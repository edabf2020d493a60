// SPDX-License-Identifier: Apache-2.0
/** The words of the field: customers, records, events, instants and money. No dependencies. */
@NullMarked
package io.perennial.domain;

import org.jspecify.annotations.NullMarked;
