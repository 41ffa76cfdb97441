// Something asked for again and again while somebody looks: the last answer stays when one fails, and the room says so.

/** `read` answers with a promise. Call `stop` when the room closes. */
export class Watch {
  answer = $state.raw(null);
  problem = $state.raw(null);
  #read;
  #every;
  #timer;
  #stopped = false;

  constructor(read, everyMillis) {
    this.#read = read;
    this.#every = everyMillis;
    document.addEventListener('visibilitychange', this.now);
    this.now();
  }

  now = async () => {
    clearTimeout(this.#timer);
    if (this.#stopped || document.hidden) return;
    try {
      this.answer = await this.#read();
      this.problem = null;
    } catch (failure) {
      this.problem = failure;
    }
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(this.now, this.#every);
  };

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.now);
  }
}
