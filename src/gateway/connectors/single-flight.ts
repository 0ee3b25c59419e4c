/** Joins equal work that is under way: the second caller gets the first one's result. Nothing is kept afterwards. */
export class SingleFlight<T> {
  #underWay = new Map<string, Promise<T>>();

  run(key: string, work: () => Promise<T>): Promise<T> {
    const running = this.#underWay.get(key);
    if (running) return running;
    const started = work().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, started);
    return started;
  }
}
