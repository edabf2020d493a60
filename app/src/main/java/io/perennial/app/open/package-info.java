// SPDX-License-Identifier: Apache-2.0
/** A workspace made ready for work: found, configured, locked, with its lake and engine open. */
@NullMarked
package io.perennial.app.open;

import org.jspecify.annotations.NullMarked;
